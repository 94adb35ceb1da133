"""The client catalogue's data: every file, and what well-known paths are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from greenlint.catalog import Catalog, load_catalog
from greenlint.catalog.compiler import compile_documents
from greenlint.catalog.document import read_document
from greenlint.catalog.loader import DATA

FILES = sorted(DATA.glob("*.yaml"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


# The data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryFile:
    def test_is_named_as_its_library(self, path: Path) -> None:
        assert read_document(path.name, path.read_bytes()).library == path.stem

    def test_says_what_bounds_each_chat_call(self, path: Path) -> None:
        """A call without limit facts keeps rules about limits silent: that must be meant, and noted."""
        document = read_document(path.name, path.read_bytes())
        forgotten = [
            entry.names[0]
            for entry in document.calls
            if entry.kind == "chat" and {"model", "limit"} <= entry.args.keys()
            if entry.limit_default is None and not entry.note
        ]
        assert not forgotten

    def test_accepts_lists_in_arguments_that_have_a_role(self, path: Path) -> None:
        document = read_document(path.name, path.read_bytes())
        for entry in document.calls:
            assert not entry.accepts_list or entry.accepts_list in {
                name for names in entry.args.values() for name in names
            }, f"{entry.names[0]}: accepts-list names no argument of a role"

    def test_repeats_no_key(self, path: Path) -> None:
        """YAML takes the last of two equal keys without a word."""

        def check(node: yaml.Node) -> None:
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                assert len(keys) == len(set(keys)), f"line {node.start_mark.line + 1}: {sorted(keys)}"
                for _, value in node.value:
                    check(value)
            elif isinstance(node, yaml.SequenceNode):
                for value in node.value:
                    check(value)

        check(yaml.compose(path.read_bytes(), yaml.SafeLoader))


def test_every_name_is_found_again(catalog: Catalog) -> None:
    documents = {path.name: (read_document(path.name, path.read_bytes()), path.read_bytes()) for path in FILES}
    compiled = compile_documents(documents)
    assert len(compiled.calls) > 500
    for names, _, spec in compiled.calls:
        for name in names:
            if "*" not in name:
                assert catalog.call(name) == spec
    for names, _, client in compiled.clients:
        assert all(catalog.client(name) == client for name in names)
    for other, target in compiled.aliases.items():
        assert other != target
    for kind, names in compiled.marks:
        assert all(kind in catalog.mark(name) for name in names if "*" not in name)


def test_words_are_part_of_every_path(catalog: Catalog) -> None:
    """The screen drops a file without any word: so nobody may write a costly path without one."""
    documents = {path.name: (read_document(path.name, path.read_bytes()), path.read_bytes()) for path in FILES}
    compiled = compile_documents(documents)
    costly = [
        name for table in (compiled.calls, compiled.clients, compiled.objects) for names, *_ in table for name in names
    ]
    aliases = [other for other, target in compiled.aliases.items() if any(name.startswith(target) for name in costly)]
    missing = {
        name
        for name in [*costly, *aliases]
        if not any(word.encode() in catalog.words for word in re.findall(r"\w+", name))
    }
    assert not missing


def test_words_are_names(catalog: Catalog) -> None:
    assert all(re.fullmatch(rb"[A-Za-z_]\w+", word) for word in catalog.words)
    assert b"openai" in catalog.words
    assert b"genai" in catalog.words
    assert b"http" not in catalog.words, "it stands in every URL"
    assert b"functools" not in catalog.words, "marks alone cost nothing"


KINDS = """
openai.OpenAI().chat.completions.create                                      chat
openai.AsyncAzureOpenAI().beta.chat.completions.parse                        chat
openai.OpenAI().responses.create                                             chat
openai.chat.completions.create                                               chat
openai.ChatCompletion.acreate                                                chat
openai.Completion.create                                                     chat
openai.OpenAI().chat.completions.with_raw_response.create                    chat
openai.OpenAI().embeddings.create                                            embed
openai.Embedding.create                                                      embed
openai.OpenAI().images.generate                                              image
openai.OpenAI().videos.create_and_poll                                       video
openai.OpenAI().audio.speech.with_streaming_response.create                  speech
openai.OpenAI().audio.transcriptions.create                                  transcribe
openai.OpenAI().moderations.create                                           moderate
openai.OpenAI().beta.threads.runs.create_and_poll                            chat
openai.OpenAI().beta.threads.runs.retrieve                                   status
openai.OpenAI().beta.threads.messages.create                                 api
langfuse.openai.openai.chat.completions.create                               chat
anthropic.AsyncAnthropicBedrock().messages.stream                            chat
anthropic.Anthropic().beta.messages.tool_runner                              agent
anthropic.Anthropic().messages.batches.retrieve                              status
google.genai.Client().aio.models.generate_content_stream                     chat
google.genai.Client().chats.create().send_message                            chat
google.genai.Client().models.embed_content                                   embed
google.generativeai.GenerativeModel().start_chat().send_message              chat
vertexai.preview.generative_models.GenerativeModel().generate_content_async  chat
mistralai.client.MistralClient().chat                                        chat
mistralai.client.Mistral().chat.complete_async                               chat
cohere.AsyncClientV2().rerank                                                rerank
groq.Groq().chat.completions.create                                          chat
litellm.acompletion                                                          chat
ollama.AsyncClient().embeddings                                              embed
huggingface_hub.AsyncInferenceClient().text_to_image                         image
boto3.client().converse                                                      chat
boto3.Session().client().invoke_model                                        chat
replicate.Client().run                                                       api
dashscope.Generation.call                                                    chat
xai_sdk.Client().chat.create().sample                                        chat
voyageai.AsyncClient().embed                                                 embed
langchain.chat_models.openai.ChatOpenAI()                                    chat
langchain_openai.ChatOpenAI().ainvoke                                        chat
langchain_community.chat_models.tongyi.ChatTongyi().stream                   chat
langchain.chains.LLMChain().run                                              chat
langchain.chains.ConversationalRetrievalChain.from_llm()                     chat
langchain.chains.question_answering.load_qa_chain().run                      chat
langchain.agents.initialize_agent().run                                      agent
langgraph.prebuilt.create_react_agent().ainvoke                              agent
langchain.embeddings.openai.OpenAIEmbeddings().embed_query                   embed
langchain_community.vectorstores.FAISS.from_documents                        embed
langchain_chroma.Chroma().as_retriever().invoke                              search
langchain_huggingface.HuggingFaceEmbeddings                                  load
llama_index.VectorStoreIndex.from_documents                                  embed
llama_index.core.VectorStoreIndex.from_documents().as_query_engine().query   chat
llama_index.llms.openai.OpenAI().complete                                    chat
dspy.ChainOfThought()                                                        chat
instructor.from_openai().chat.completions.create                             chat
agents.Runner.run_sync                                                       agent
crewai.Crew().kickoff                                                        agent
transformers.pipeline                                                        load
transformers.pipeline()                                                      local
transformers.AutoModelForCausalLM.from_pretrained                            load
transformers.AutoModelForCausalLM.from_pretrained().generate                 local
diffusers.StableDiffusionXLPipeline.from_pretrained()                        image
diffusers.CogVideoXPipeline.from_pretrained()                                video
sentence_transformers.SentenceTransformer().encode                           local
whisper.load_model().transcribe                                              transcribe
faster_whisper.WhisperModel                                                  load
spacy.load()                                                                 local
torch.hub.load                                                               load
llama_cpp.Llama().create_chat_completion                                     chat
vllm.LLM().generate                                                          chat
chromadb.PersistentClient().get_or_create_collection().add                   store
pinecone.Pinecone().Index().query                                            search
requests.get                                                                 http
requests.sessions.Session().post                                             http
httpx2.AsyncClient().get                                                     http
aiohttp.ClientSession().get                                                  http
urllib.request.urlopen                                                       http
requests_cache.CachedSession().get                                           http
yfinance.download                                                            api
duckduckgo_search.DDGS().text                                                search
""".strip().splitlines()


@pytest.mark.parametrize("line", KINDS)
def test_kind_of(catalog: Catalog, line: str) -> None:
    path, kind = line.split()
    spec = catalog.call(path)
    assert spec is not None
    assert spec.kind == kind


NOTHING = [
    "openai.OpenAI",
    "openai.types.chat.ChatCompletion",
    "openai.OpenAI().chat.completions",
    "myapp.client.chat.completions.create",
    "transformers.AutoTokenizer.from_pretrained",
    "transformers.AutoTokenizer.from_pretrained()",
    "transformers.AutoImageProcessor.from_pretrained()",
    "transformers.GenerationConfig.from_pretrained",
    "diffusers.DDIMScheduler.from_pretrained",
    "langchain_community.chat_models.FakeListChatModel().invoke",
    "langchain.chains.TransformChain().run",
    "llama_index.core.llms.ChatMessage",
    "torchvision.models.ResNet50_Weights",
    "tiktoken.get_encoding().encode",
]


@pytest.mark.parametrize("path", NOTHING)
def test_costs_nothing(catalog: Catalog, path: str) -> None:
    assert catalog.call(path) is None


@pytest.mark.parametrize(
    ("path", "default"),
    [
        ("openai.OpenAI().chat.completions.create", "none"),
        ("openai.OpenAI().completions.create", 16),
        ("anthropic.Anthropic().messages.create", "required"),
        ("google.genai.Client().models.generate_content", "none"),
        ("ollama.chat", "none"),
        ("transformers.AutoModelForCausalLM.from_pretrained().generate", 20),
        ("vllm.LLM().generate", 16),
        ("langchain_openai.ChatOpenAI().invoke", None),
    ],
)
def test_limit_default_of_a_call(catalog: Catalog, path: str, default: int | str | None) -> None:
    spec = catalog.call(path)
    assert spec is not None
    assert spec.limit_default == default


def test_objects_carry_what_their_calls_lack(catalog: Catalog) -> None:
    model = catalog.object("langchain.chat_models.ChatOpenAI")
    assert model is not None
    assert model.limit_default == "none"
    assert model.args["limit"][0] == "max_tokens"
    assert "with_structured_output" in model.keeps
    completion = catalog.object("langchain.llms.OpenAI")
    assert completion is not None
    assert completion.limit_default == 256
    executor = catalog.object("langchain.agents.AgentExecutor")
    assert executor is not None
    assert executor.turns_default == 15
    cached = catalog.object("dspy.LM")
    assert cached is not None
    assert cached.cached


def test_clients(catalog: Catalog) -> None:
    client = catalog.client("openai.AzureOpenAI")
    assert client is not None
    assert (client.retries, client.retries_arg, client.asynchronous) == (2, "max_retries", False)
    later = catalog.client("openai.AsyncAzureOpenAI")
    assert later is not None
    assert later.asynchronous
    assert catalog.client("requests.session") is not None
    assert catalog.client("requests.get") is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("functools.lru_cache", "cache-decorator"),
        ("streamlit.cache_data", "cache-decorator"),
        ("requests_cache.CachedSession", "cache-object"),
        ("time.sleep", "wait"),
        ("builtins.input", "human"),
        ("streamlit.chat_input", "event-gate"),
        ("streamlit.sidebar.button", "event-gate"),
        ("streamlit.text_input", "rerun-input"),
        ("asyncio.Queue().get", "event"),
        ("tenacity.retry", "retry-decorator"),
        ("tenacity.wait.wait_exponential", "retry-wait"),
        ("asyncio.Semaphore", "limiter"),
        ("fastapi.APIRouter().post", "route-decorator"),
        ("flask.Blueprint().route", "route-decorator"),
        ("chainlit.on_message", "event-decorator"),
        ("discord.ext.commands.Bot().event", "event-decorator"),
        ("gradio.Button().click", "event-register"),
        ("celery.shared_task", "task-decorator"),
        ("typer.Typer().command", "cli-decorator"),
        ("asyncio.gather", "gather"),
        ("multiprocessing.pool.ThreadPool().imap", "executor-map"),
        ("pandas.read_csv().apply", "apply"),
        ("torch.utils.data.DataLoader", "batcher"),
        ("datetime.datetime.now", "clock"),
        ("numpy.random.rand", "random"),
        ("torch.inference_mode", "no-grad"),
        ("langchain.memory.ConversationBufferMemory", "memory-buffer"),
        ("langchain.memory.ConversationBufferWindowMemory", "memory-window"),
        ("langchain.globals.set_llm_cache", "cache-install"),
        ("tiktoken.encoding_for_model", "tokenizer"),
        ("unittest.mock.patch", "mock"),
    ],
)
def test_mark(catalog: Catalog, path: str, kind: str) -> None:
    assert kind in catalog.mark(path)


def test_no_mark(catalog: Catalog) -> None:
    assert catalog.mark("myapp.lru_cache") == frozenset()


@pytest.mark.parametrize(
    ("host", "path", "kind", "mode"),
    [
        ("api.openai.com", "/v1/chat/completions", "chat", "hosted"),
        ("API.openai.com", "v1/embeddings/", "embed", "hosted"),
        ("shop.openai.azure.com", "/openai/deployments/gpt/chat/completions?api-version=1", "chat", "hosted"),
        ("openrouter.ai", "/api/v1/chat/completions", "chat", "hosted"),
        ("api.anthropic.com", "/v1/messages", "chat", "hosted"),
        ("generativelanguage.googleapis.com", "/v1beta/models/gemini-2.5-flash:generateContent", "chat", "hosted"),
        ("api-inference.huggingface.co", "/models/gpt2", "chat", "hosted"),
        ("localhost:11434", "/api/generate", "chat", "local"),
        ("localhost:8000", "/v1/chat/completions", "chat", "local"),
    ],
)
def test_model_host(catalog: Catalog, host: str, path: str, kind: str, mode: str) -> None:
    spec = catalog.host(host, path)
    assert spec is not None
    assert (spec.kind, spec.mode) == (kind, mode)
    assert catalog.is_model_host(host)


def test_other_hosts(catalog: Catalog) -> None:
    assert catalog.host("api.github.com", "/users/x") is None
    assert not catalog.is_model_host("api.github.com")
    assert catalog.host("localhost:8000", "/users") is None
    assert catalog.host("notapi.openai.com.evil.org", "/v1/chat/completions") is None
