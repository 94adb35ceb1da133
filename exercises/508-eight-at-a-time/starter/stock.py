"""What the suppliers have, asked of all of them."""

import asyncio

import httpx

ATTEMPTS = 8


async def pieces(http: httpx.AsyncClient, address: str) -> int:
    """How many pieces the supplier at this address has. Raises httpx.HTTPStatusError."""
    for attempt in range(ATTEMPTS):
        response = await http.get(address)
        if response.status_code != 429 or attempt == ATTEMPTS - 1:
            break
        await asyncio.sleep(float(response.headers["Retry-After"]))
    response.raise_for_status()
    return response.json()["pieces"]


async def stock(addresses: list[str]) -> list[int]:
    """How many pieces each supplier has, in order. `addresses` are their pages behind the gateway."""
    async with httpx.AsyncClient(timeout=20) as http:
        return list(await asyncio.gather(*[pieces(http, address) for address in addresses]))
