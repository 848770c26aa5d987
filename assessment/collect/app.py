"""The app: the handbook, the pages of a workshop, and what its phones send."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from assessment import __version__
from assessment.collect import api, joining
from assessment.collect.book import Book
from assessment.collect.guard import Guard
from assessment.collect.handlers import add_handlers
from assessment.collect.service import Service
from assessment.store import Store


def make_app(folder: Path, open_store: Callable[[], Store]) -> FastAPI:
    """Return the app of the book in ``folder`` and of the workshops in a store.

    The store is opened at the first request about a workshop, and closed at the end.
    """
    service = Service(folder, open_store)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        erasing = asyncio.create_task(service.erase_in_time())
        yield
        erasing.cancel()
        await run_in_threadpool(service.close)

    app = FastAPI(
        title="Bermakna",
        version=__version__,
        lifespan=running,
        # Their pages load scripts from another host.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    app.state.routes = [*api.router.routes, *joining.router.routes]
    app.include_router(api.router)
    app.include_router(joining.router)
    # Asked last, and for every method: an address of the workshop must not fall through to it.
    app.router.default = Book(folder)
    app.add_middleware(Guard)
    add_handlers(app)
    return app
