"""What can go wrong for a user? One class a fault, one exit code a kind; each makes its own sentence from facts.

First the kinds; behind them the faults, kind by kind in the order of their exit codes.
"""

from collections.abc import Sequence


class MllmtuneError(Exception):
    """Anything the program tells its user instead of doing what was asked."""

    exit_code = 3


class AnswerIsNoError(MllmtuneError):
    """Nothing is wrong, but the answer is no."""

    exit_code = 1


class WrongUsageError(MllmtuneError):
    """The command line does not say what can be done."""

    exit_code = 2


class BadDataError(MllmtuneError):
    """A file does not hold what it should."""

    exit_code = 3


class RefusedError(MllmtuneError):
    """Doing it would lose or double something."""

    exit_code = 4


class NetworkError(MllmtuneError):
    """A service on the network did not do what it was asked for."""

    exit_code = 5


class UnknownToServicesError(AnswerIsNoError):
    """No service that answers an identifier knows the paper."""

    def __init__(self, services: Sequence[str]) -> None:
        """Name the services that were asked."""
        super().__init__(f"{' and '.join(services)} {'knows' if len(services) == 1 else 'know'} no such paper")


class NothingFoundError(AnswerIsNoError):
    """No paper answers the question."""

    def __init__(self, asked: str, near: Sequence[str] = ()) -> None:
        """Say what was asked for and the nearest words the library has."""
        super().__init__(f"no paper found for {asked}{_did_you_mean(near)}")


class UnknownKeyError(AnswerIsNoError):
    """No paper has this key."""

    def __init__(self, key: str, near: Sequence[str] = ()) -> None:
        """Name the key and the nearest keys of the library."""
        super().__init__(f'no paper has the key "{key}"{_did_you_mean(near)}')


class NoSuchLinkError(AnswerIsNoError):
    """The paper has no such link."""

    def __init__(self, key: str, label: str, labels: Sequence[str]) -> None:
        """Name the paper, the label asked for and the labels there are."""
        there = f"; it has {', '.join(labels)}" if labels else "; it has none at all"
        super().__init__(f"{key} has no {label} link{there}")


class NoSuchValueError(AnswerIsNoError):
    """The paper has no such attribute."""

    def __init__(self, key: str, attribute: str, attributes: Sequence[str]) -> None:
        """Name the paper, the attribute asked for and those there are."""
        super().__init__(f'{key} has no "{attribute}"; it has {", ".join(attributes)}')


class NoRegionError(AnswerIsNoError):
    """A file has nothing in it that is made from the library."""

    def __init__(self, path: str) -> None:
        """Name the file, and how a region is written."""
        super().__init__(f"{path} has no region; put <!-- mllmtune: OPTIONS --> above one and <!-- /mllmtune --> below")


class NothingLoggedError(AnswerIsNoError):
    """The journal of a library tells of no change."""

    def __init__(self, path: str, key: str = "") -> None:
        """Name the library, and the paper that was asked for."""
        super().__init__(f"no command has changed {f'{key} in ' if key else ''}{path} yet")


class NothingToRestoreError(AnswerIsNoError):
    """There is no change that can be taken back, or made again."""

    def __init__(self, verb: str, entry: int | None = None) -> None:
        """Say which way was asked for, and which entry of the journal."""
        what = "nothing" if entry is None else f"change {entry} is not one"
        super().__init__(f"{what} to {verb}; `mllmtune log` lists the changes")


class NotUpToDateError(AnswerIsNoError):
    """A file made from the library is not what would be made now."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} is not up to date; run the same command without --check to write it")


class NotInOrderError(AnswerIsNoError):
    """A library is not in the order that was asked for."""

    def __init__(self, path: str, what: str) -> None:
        """Name the file, and what in it is not in order."""
        super().__init__(f"{path}: {what} are not in order; run the same command without --check to put them so")


class EditorFailedError(AnswerIsNoError):
    """The editor says that nothing is to be done."""

    def __init__(self, editor: str, code: int, kept: str = "") -> None:
        """Name the editor, the code that it left with, and where the text is kept if it had been saved."""
        left = f"left with exit code {code}" if code >= 0 else f"was ended by signal {-code}"
        what = f", and what you wrote is kept in {kept}" if kept else ""
        super().__init__(f"{editor} {left}; nothing was changed{what}")


class BadQueryError(WrongUsageError):
    """A query cannot be understood."""

    def __init__(self, query: str, why: str) -> None:
        """Show the query and say what is wrong with it."""
        super().__init__(f"cannot read the query {query!r}: {why}")


class BadOptionError(WrongUsageError):
    """Options do not go together, or one says nothing that can be done."""

    def __init__(self, what: str) -> None:
        """Say what does not fit."""
        super().__init__(what)


class NoRepositoryError(WrongUsageError):
    """Something of git was asked for where git keeps nothing."""

    def __init__(self, path: str, why: str) -> None:
        """Name the library, and say what is missing and how to come by it."""
        super().__init__(f"{path}: {why}")


class BadAssignmentError(WrongUsageError):
    """A word such as ``tags+=peft`` asks for what cannot be done with a paper."""

    def __init__(self, what: str) -> None:
        """Say what is wrong and how to say it."""
        super().__init__(what)


class NoEditorError(WrongUsageError):
    """There is no editor, or it does not start."""

    def __init__(self, editor: str, why: str) -> None:
        """Name the editor and say why it does not start."""
        what = f'the editor "{editor}" does not start ({why})' if editor else "no editor is known"
        super().__init__(f"{what}; set $VISUAL or $EDITOR to the command that starts yours")


class UnknownAttributeError(WrongUsageError):
    """Papers were asked for by an attribute that none of them has, and that is likely misspelt."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        """Show the name, and the nearest of those that there are."""
        super().__init__(f'no paper has "{name}", and there is no such attribute{_did_you_mean(near)}')


class UnknownRuleError(WrongUsageError):
    """A word names no rule of `check`."""

    def __init__(self, word: str, near: Sequence[str] = ()) -> None:
        """Show the word and the nearest rules, or say where they are listed."""
        remedy = _did_you_mean(near) or "; `mllmtune check --list-rules` lists them"
        super().__init__(f'"{word}" names no rule{remedy}')


class WriteOnlyFormatError(WrongUsageError):
    """A format was to be read that can only be written."""

    def __init__(self, form: str, readable: Sequence[str]) -> None:
        """Name the format, and those that can be read."""
        super().__init__(f"{form} can be written, not read; what can be read is {', '.join(readable)}")


class UnreadableFileError(BadDataError):
    """A file cannot be read or written at all."""

    def __init__(self, path: str, why: str) -> None:
        """Name the file and the reason."""
        self.path = path
        super().__init__(f"{path}: {why}")


class UnwritableOutputError(BadDataError):
    """Standard output does not take what is to be printed."""

    def __init__(self, why: str) -> None:
        """Name the reason."""
        super().__init__(f"standard output: {why.lower()}; not all of the answer was written")


class BadLibraryError(BadDataError):
    """A library file holds something that cannot be a library."""

    def __init__(self, path: str, line: int, what: str) -> None:
        """Name the file, the line (from 1), and what is wrong there and how to mend it."""
        super().__init__(f"{path}:{line}: {what}")


class ConflictError(BadDataError):
    """A library file holds conflicts that git has left for a person to decide."""

    def __init__(self, path: str, line: int, what: str, others: Sequence[int]) -> None:
        """Name the file, the first line (from 1), what it is about and what to do, and the lines of the others."""
        lines = "line" if len(others) == 1 else "lines"
        more = f"; also {lines} {', '.join(map(str, others))}" if others else ""
        super().__init__(f"{path}:{line}: {what} (<<<<<<<, =======, >>>>>>>){more}")


class BadRegionError(BadDataError):
    """A region of a Markdown file, or one of its markers, is not what it should be."""

    def __init__(self, path: str, line: int, what: str) -> None:
        """Name the file, the line (from 1), and what is wrong there and how to mend it."""
        super().__init__(f"{path}:{line}: {what}")


class BadPaperError(BadDataError):
    """Facts given on the command line do not make a paper."""

    def __init__(self, what: str) -> None:
        """Say what is wrong and how to mend it."""
        super().__init__(what)


class AbandonedError(BadDataError):
    """A text was edited and is not what it has to be, and nobody mends it."""

    def __init__(self, line: int, what: str, kept: str) -> None:
        """Say what is wrong on which line (from 1), and where the text is kept."""
        super().__init__(f"{kept}:{line}: {what}; nothing was changed, and what you wrote is kept there")


class WouldLoseError(BadDataError):
    """A file would be replaced by one that holds less than what it is made from."""

    def __init__(self, path: str, lost: int) -> None:
        """Name the file and count what would be missing in it."""
        entries = "an entry that was" if lost == 1 else f"{lost} entries that were"
        super().__init__(f"{path} is left as it is: it would lack {entries} not understood; --keep-going writes it")


class OverruledError(RefusedError):
    """What is said to git of a file is overruled elsewhere."""

    def __init__(self, library: str, attributes: str) -> None:
        """Name the file, and where git may find what it believes instead."""
        super().__init__(
            f"{library}: git does not go by {attributes}: a .gitattributes in a folder nearer to the library, or "
            "info/attributes in the folder of git, says otherwise; take the line for it out there, and run this again"
        )


class DuplicatePaperError(RefusedError):
    """The library has this paper already."""

    def __init__(self, key: str, why: str) -> None:
        """Name the paper that is there and what says that it is the same."""
        super().__init__(f"already in the library as {key} ({why}); nothing was added for it")


class TakenKeyError(RefusedError):
    """A paper would get a key that another has."""

    def __init__(self, key: str, holder: str) -> None:
        """Name the key and the paper that has it."""
        whose = "another paper" if key == holder else f"an alias of {holder}"
        super().__init__(
            f'the key "{key}" belongs to {whose} now; nothing was changed: give one of the two another key'
        )


class UndecidedError(RefusedError):
    """Papers that are to become one disagree, and nobody says whose values stay."""

    def __init__(self, keys: Sequence[str], attributes: Sequence[str]) -> None:
        """Name the papers, and what they disagree on."""
        super().__init__(
            f"{' and '.join(keys)} disagree on {', '.join(attributes)}, and nobody was asked; say with --prefer whose "
            "values stay"
        )


class ChangedUnderneathError(RefusedError):
    """The library file changed between reading and writing, and the change cannot be made on the new one."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} changed while it was being written; nothing was saved: run the command again")


class PageChangedError(RefusedError):
    """A file beside the library changed between reading and writing; the library may be written by then."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(
            f"{path} changed while it was being written and was left as it is; what came before it is done: run the "
            "same command again for the rest"
        )


class ChangedSinceError(RefusedError):
    """What a command changed has been changed again, so that it cannot be taken back."""

    def __init__(self, name: str, entry: int | None = None, before: int = 0) -> None:
        """Name the paper (or ``[library]``), and the entry of the journal that was to be taken back or made again.

        `before` is the number of those whose turn came before, and which nothing stands against.
        """
        self.name = name
        what = "nothing was changed"
        if entry is not None:
            what = f"change {entry} stays as it is: `mllmtune diff --entry {entry}` shows it"
        if before:
            what += f"; say {before} to stop before it"
        super().__init__(f"{name} has been changed since; {what}")


class ChangedWhileEditedError(RefusedError):
    """A paper was changed while it stood in an editor."""

    def __init__(self, path: str, key: str, kept: str) -> None:
        """Name the library and the paper, and say where the edited text is kept."""
        super().__init__(
            f"{path}: {key} was changed while you edited it; nothing was saved: what you wrote is in {kept}"
        )


class WouldNotSurviveError(RefusedError):
    """The proof before replacing failed: what would be written does not read back as what was meant."""

    def __init__(self, path: str, key: str) -> None:
        """Name the file and the paper."""
        super().__init__(f"{path}: {key} would not read back as it is; nothing was saved")


class NoAnswerError(RefusedError):
    """A question would be asked where nobody can answer it."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__("there is no terminal to ask on; say --yes to do it, or --dry-run to see what it would do")


class MarkedAlreadyError(RefusedError):
    """A Markdown file has markers, and new ones could stand within them."""

    def __init__(self, path: str, line: int) -> None:
        """Name the file and the line of its first marker."""
        super().__init__(f"{path}:{line}: there are markers already; take them out, or put in those that lack by hand")


class OutsideFolderError(RefusedError):
    """A path would lead out of the folder in which a library keeps its files."""

    def __init__(self, path: str, folder: str) -> None:
        """Name the path and the folder."""
        super().__init__(f"{path} leads out of {folder}, where the files of the library are kept; nothing was done")


class NobodyToClassifyError(RefusedError):
    """Papers would be asked about one by one where nobody can answer."""

    def __init__(self, papers: int) -> None:
        """Say how many, and how it is said without a question."""
        what = "a paper has" if papers == 1 else f"{papers} papers have"
        super().__init__(
            f"{what} no paradigm and no topic, and there is no terminal to ask on; --keys lists them, and "
            "`mllmtune set KEY paradigm=... category=...` says it"
        )


class FileThereError(RefusedError):
    """A file would be overwritten that nobody asked to overwrite."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} is there already; nothing was written")


class OtherFileThereError(RefusedError):
    """A file is to be kept where another one of the same paper is."""

    def __init__(self, path: str, key: str) -> None:
        """Name the place and the paper, and how to replace the other file, or to keep both."""
        super().__init__(
            f"{path} is there already and is another file; to replace it, move it away first; to keep both, put the "
            f"new one beside it under another name, and name both: `mllmtune set {key} 'fields.file=ONE;OTHER'`"
        )


class UnusableAnswerError(NetworkError):
    """A service answered with something that says nothing of a paper."""

    def __init__(self, service: str, what: str) -> None:
        """Name the service and what it said instead."""
        super().__init__(f"{service} gave no usable answer: {what}")


class UnreachableError(NetworkError):
    """A service could not be reached, or did not answer in time."""

    def __init__(self, service: str, why: str, tries: int) -> None:
        """Name the service, the reason, and how often it was tried."""
        times = "" if tries == 1 else f", {tries} times"
        super().__init__(f"{service} did not answer{times}: {why}; try again later")


class OfflineError(NetworkError):
    """Something would have to be asked of the network, and the user forbade it."""

    def __init__(self, service: str) -> None:
        """Name the service that would be asked."""
        super().__init__(f"{service} would have to be asked, and --offline forbids it")


class BadAddressError(NetworkError):
    """What the environment says of the way to a service leads nowhere."""

    def __init__(self, variable: str, value: str) -> None:
        """Name the variable and its value."""
        super().__init__(f'{variable} is "{value}", which is no address of the web; write https://... or http://...')


class BadProxyError(NetworkError):
    """The proxy that the environment names cannot be used."""

    def __init__(self, why: str) -> None:
        """Name the reason."""
        names = "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY"
        super().__init__(f"the proxy of {names} cannot be used: {why}; name one that begins with http://, or unset it")


class BadCertificatesError(NetworkError):
    """The certificates that the environment names cannot be read, so that no service can be trusted."""

    def __init__(self, named: str, why: str) -> None:
        """Name what the environment says, and the reason."""
        super().__init__(f"{named} names no certificates that can be read ({why}); correct it, or unset it")


def _did_you_mean(near: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(near)}?" if near else ""
