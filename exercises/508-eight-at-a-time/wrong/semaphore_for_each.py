"""What the suppliers have, asked of all of them."""

import asyncio

import httpx

ATTEMPTS = 8
AT_ONCE = 8  # requests that the gateway takes together


async def pieces(http: httpx.AsyncClient, door: asyncio.Semaphore, address: str) -> int:
    """How many pieces the supplier at this address has. Raises httpx.HTTPStatusError."""
    for attempt in range(ATTEMPTS):
        async with door:
            response = await http.get(address)
        if response.status_code != 429 or attempt == ATTEMPTS - 1:
            break
        await asyncio.sleep(float(response.headers["Retry-After"]))
    response.raise_for_status()
    return response.json()["pieces"]


async def stock(addresses: list[str]) -> list[int]:
    """How many pieces each supplier has, in order. `addresses` are their pages behind the gateway."""
    door = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(timeout=20) as http:
        return list(await asyncio.gather(*[pieces(http, asyncio.Semaphore(AT_ONCE), address) for address in addresses]))
