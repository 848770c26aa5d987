"""Whatever is sent, the service answers as its own description says, and never breaks."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits import RateLimitItemPerSecond
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.schemas import APIOperation

from assessment.collect import door, throttle
from assessment.collect.app import make_app
from assessment.store import Store, open_store
from tests.phones import bearer, make_book
from tests.rooms import full, open_workshop, send

load_all_checks()
KEPT_CHECKS = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "negative_data_rejection",
    ]
)
OPERATIONS = [
    ("GET", "/api/workshops/{code}"),
    ("PUT", "/api/workshops/{code}/sheet"),
    ("DELETE", "/api/workshops/{code}/sheet"),
    ("PUT", "/api/workshops/{code}/commitment"),
    ("GET", "/api/workshops/{code}/results"),
]
# A code may be any text, so that nothing can be wrong with a request that only reads.
CASES = [(operation, GenerationMode.POSITIVE) for operation in OPERATIONS] + [
    (operation, GenerationMode.NEGATIVE) for operation in OPERATIONS if operation[0] != "GET"
]
SECONDS = 10**6


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(tmp_path_factory.mktemp("store") / "ruang.sqlite"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def codes(store: Store) -> list[str]:
    """Make a workshop of each phase, one with answers."""
    open_, revealed = open_workshop(store, rounds=2), open_workshop(store)
    for number in range(1, 7):
        send(store, revealed, number, full(number % 4 + 1))
    store.workshops.reveal(revealed)
    closed = store.workshops.begin("Tertutup", "praktik", ["B1"])
    return [open_.code, revealed.code, closed.code, "00000000"]


@pytest.fixture(scope="module")
def schema(
    tmp_path_factory: pytest.TempPathFactory, store: Store
) -> Iterator[schemathesis.BaseSchema]:
    """Load the description of an app that is never tired of requests."""

    async def at_once(_seconds: float) -> None:
        pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "sleep", at_once)
        for name in ("OF_A_TOKEN", "OF_AN_ADDRESS", "WRONG_CODES"):
            patch.setattr(throttle, name, RateLimitItemPerSecond(10**6, SECONDS, namespace=name))
        app = make_app(make_book(tmp_path_factory.mktemp("project")), lambda: store)
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def test_the_description_names_every_operation(schema: schemathesis.BaseSchema) -> None:
    found = [found.ok() for found in schema.get_all_operations()]
    assert sorted((one.method.upper(), one.path) for one in found) == sorted(OPERATIONS)


@pytest.mark.parametrize(("called", "mode"), CASES)
def test_every_answer_is_as_described(
    schema: schemathesis.BaseSchema,
    codes: list[str],
    called: tuple[str, str],
    mode: GenerationMode,
) -> None:
    method, path = called
    operation: APIOperation = schema[path][method]

    @settings(
        max_examples=40, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data())
    def answers(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(mode))
        if data.draw(st.integers(0, 9)):
            case.path_parameters["code"] = data.draw(st.sampled_from(codes))
        headers = bearer(data.draw(st.integers(1, 3))) if data.draw(st.integers(0, 9)) else {}
        case.call_and_validate(headers=headers, checks=KEPT_CHECKS)

    answers()
