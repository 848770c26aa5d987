"""The verbs that show something: the handbook, JupyterLab and the apps."""

from assessment.arguments import workers
from assessment.i18n import _
from assessment.terminal import say
from assessment.verbs import Options, Verbs, add_port, verb


def _add_build(verbs: Verbs) -> None:
    words = _("build the handbook where something in it has changed")
    options = verb(verbs, "build", _build, words, "build", "build --force", "build --pdf").options
    words = _("build everything anew, and run all notebooks again")
    options.add_argument("--force", action="store_true", help=words)
    words = _("make the book as PDF and EPUB as well, and the forms to fill in by hand")
    options.add_argument("--pdf", action="store_true", help=words)


def _add_serve(verbs: Verbs) -> None:
    words = _("show the handbook in the browser, and let phones take part in workshops")
    examples = ("serve", "serve --lab --port 9000", "serve --lan")
    options = verb(verbs, "serve", _serve, words, *examples).options
    add_port(options, 8000)
    options.add_argument("--lab", action="store_true", help=_("start JupyterLab beside it"))
    words = _("do not open the browser")
    options.add_argument("--no-browser", dest="browser", action="store_false", help=words)
    words = _("build first what has changed (this is the habit)")
    options.add_argument("--build", action="store_true", default=True, help=words)
    words = _("serve what was built last")
    options.add_argument("--no-build", dest="build", action="store_false", help=words)
    words = _("let the phones of the room in; without it only this computer is answered")
    options.add_argument("--lan", action="store_true", help=words)
    words = _("processes that answer (default 1); more than one is for a server with PostgreSQL")
    options.add_argument("--workers", type=workers, default=1, metavar="N", help=words)


def _add_lab(verbs: Verbs) -> None:
    words = _("start JupyterLab on the notebooks")
    add_port(verb(verbs, "lab", _lab, words, "lab").options, 8888)


def _add_app(verbs: Verbs) -> None:
    words = _("open the app in which a unit assesses itself")
    options = verb(verbs, "app", _app, words, "app", "app --port 9100").options
    add_port(options, 8866)
    words = _("do not open the browser")
    options.add_argument("--no-browser", dest="browser", action="store_false", help=words)


def _add_workshop(verbs: Verbs) -> None:
    words = _("lead a workshop: the trainer's app, and the service for the phones of the room")
    options = verb(verbs, "workshop", _workshop, words, "workshop", "workshop --port 9100").options
    add_port(options, 8867)
    words = _("do not open the browser")
    options.add_argument("--no-browser", dest="browser", action="store_false", help=words)
    words = _("serve what was built last")
    options.add_argument("--no-build", dest="build", action="store_false", help=words)


def _build(options: Options) -> int:
    from assessment.building import build
    from assessment.project import find_root

    root = find_root()
    built = build(root, force=options.force)
    say(_("the handbook has been built") if built else _("the handbook is up to date"))
    if options.pdf:
        from assessment.press.command import run_press

        run_press(root)
    return 0


def _serve(options: Options) -> int:
    from assessment.project import find_root
    from assessment.session import serve

    serve(
        find_root(),
        options.port,
        with_lab=options.lab,
        browser=options.browser,
        fresh=options.build,
        lan=options.lan,
        workers=options.workers,
    )
    return 0


def _lab(options: Options) -> int:
    from assessment.project import find_root
    from assessment.session import lab_alone

    lab_alone(find_root(), options.port)
    return 0


def _app(options: Options) -> int:
    from assessment.project import find_root
    from assessment.session import app_alone

    app_alone(find_root(), options.port, browser=options.browser)
    return 0


def _workshop(options: Options) -> int:
    from assessment.project import find_root
    from assessment.workshop_session import workshop_alone

    workshop_alone(find_root(), options.port, browser=options.browser, fresh=options.build)
    return 0


SHOWING = (_add_build, _add_serve, _add_lab, _add_app, _add_workshop)
