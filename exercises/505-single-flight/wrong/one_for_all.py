"""The widgets of a city's page."""

import asyncio

import openai

UNAVAILABLE = "unavailable"


class Page:
    """Made once by a server; `widgets` is awaited for each visitor."""

    def __init__(self) -> None:
        self.client = openai.AsyncOpenAI(max_retries=0)
        self.at_once = asyncio.Semaphore(8)
        self.asked: dict[str, asyncio.Task[str]] = {}

    async def ask(self, question: str) -> str:
        """What the model says. Raises openai.APIError."""
        try:
            async with self.at_once:
                answer = await self.client.chat.completions.create(
                    model="gpt-5-mini", messages=[{"role": "user", "content": question}], max_completion_tokens=60
                )
        except openai.APIError:
            del self.asked[question]
            raise
        return answer.choices[0].message.content

    async def answer(self, question: str) -> str:
        """The answer, asked for unless it is known or on its way."""
        if not self.asked:
            self.asked[question] = asyncio.create_task(self.ask(question))
        return await next(iter(self.asked.values()))

    async def widget(self, question: str) -> str:
        """What one widget shows."""
        try:
            return await self.answer(question)
        except openai.APIError:
            return UNAVAILABLE

    async def widgets(self, questions: list[str]) -> list[str]:
        """What all widgets of a page show, in order."""
        return list(await asyncio.gather(*[self.widget(question) for question in questions]))
