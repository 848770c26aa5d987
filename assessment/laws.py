"""The regulations that items rest on: their names, standing and certainty, in one place."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints
from pydantic_core import PydanticCustomError

from assessment.i18n import _

Certainty = Literal["verified", "secondary", "memory"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, strict=True)]


class Article(BaseModel):
    """One article that some item cites, and how sure its content is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: Words
    certainty: Certainty


class Law(BaseModel):
    """One regulation: full and short name, what it is about, whether it is in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words
    short: Words
    about: Words
    status: Literal["berlaku", "dicabut", "masih dirujuk"]
    note: Words | None = None
    certainty: Certainty
    articles: dict[Words, Article] = Field(default_factory=dict)


class Laws(RootModel[dict[str, Law]]):
    """All regulations by id. Load them with ``loading.load_laws``."""

    def require(self, law: str, article: str | None) -> None:
        """Raise the error of a field when a law or article is not in the list."""
        if law not in self.root:
            message = _("law {law} is not in laws.yml").format(law=law)
            raise PydanticCustomError("law", "{message}", {"message": message})
        articles = self.root[law].articles
        if article is not None and article not in articles:
            allowed = ", ".join(articles) or "-"
            message = _("article {article} of {law} is not in laws.yml; allowed: {allowed}")
            text = message.format(article=article, law=law, allowed=allowed)
            raise PydanticCustomError("article", "{message}", {"message": text})
