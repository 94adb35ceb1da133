"""A page that summarises a text."""

import streamlit as st
from openai import OpenAI

client = OpenAI()


def summary(text: str, sentences: int) -> str:
    """The text in so many sentences."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Summarise in {sentences} sentences:\n{text}"}],
        max_completion_tokens=60 * sentences,
    )
    return answer.choices[0].message.content


st.title("The reader")
dark = st.toggle("Dark")
size = st.slider("Letters", 10, 40, 16)
sentences = st.selectbox("Sentences", [1, 3])
text = st.text_area("Text").strip()
if text and "summary" not in st.session_state:
    st.session_state["summary"] = summary(text, sentences)
if text:
    look = "dark" if dark else "light"
    st.markdown(f'<p class="{look}" style="font-size: {size}px">{st.session_state.summary}</p>')
else:
    st.info("Paste a text.")
