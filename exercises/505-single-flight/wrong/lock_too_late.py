"""The widgets of a city's page."""

import asyncio

import openai

UNAVAILABLE = "unavailable"


class Page:
    """Made once by a server; `widgets` is awaited for each visitor."""

    def __init__(self) -> None:
        self.client = openai.AsyncOpenAI(max_retries=0)
        self.at_once = asyncio.Semaphore(8)
        self.kept: dict[str, str] = {}

    async def ask(self, question: str) -> str:
        """What the model says. Raises openai.APIError."""
        async with self.at_once:
            answer = await self.client.chat.completions.create(
                model="gpt-5-mini", messages=[{"role": "user", "content": question}], max_completion_tokens=60
            )
        return answer.choices[0].message.content

    async def answer(self, question: str) -> str:
        """The answer, asked for unless it is known."""
        if question not in self.kept:
            words = await self.ask(question)
            self.kept.setdefault(question, words)
        return self.kept[question]

    async def widget(self, question: str) -> str:
        """What one widget shows."""
        try:
            return await self.answer(question)
        except openai.APIError:
            return UNAVAILABLE

    async def widgets(self, questions: list[str]) -> list[str]:
        """What all widgets of a page show, in order."""
        return list(await asyncio.gather(*[self.widget(question) for question in questions]))
