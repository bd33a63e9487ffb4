#!/usr/bin/env python3
"""Sets Handsup up, runs it, tests it: `python3 dev.py` lists its words. Standard library only.

It must start under any Python from 3.8 on, far enough to say which Python is needed.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
RECORD = VENV / "handsup-setup.json"
LOG = VENV / "handsup-setup.log"
PACKAGES = ("presenter", "decks", "server", "assets")
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST, NEWEST = (3, 11), (3, 13)
ROOM_NEEDED_BYTES = 2_000_000_000  # Qt and the rest take 1.1 GB, their downloads 0.3 GB for a while
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

# What PySide6's modules and its offscreen, xcb and wayland platforms link to: by ldd on a bare Debian 12.
QT_PACKAGES = [
    "libglib2.0-0",
    "libegl1",
    "libgl1",
    "libx11-6",
    "libx11-xcb1",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libbrotli1",
    "libpulse0",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxrandr2",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
]
# Chinese, and what stands in for Arial, Times New Roman, Courier New, Calibri and Cambria Math in slides.
FONT_PACKAGES = ["fonts-noto-cjk", "fonts-liberation", "fonts-crosextra-carlito", "fonts-dejavu-extra"]
TEST_PACKAGES = ["xvfb", "xauth", "libatomic1"]  # the last for the browser driver's Node.js
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

WORDS = {
    "run": ("[DECK]", "teach a lesson; rehearse it where there is no display", "上课；没有显示器时改为排练"),
    "test": ("[--long] [PYTEST …]", "check the code and run the tests", "检查代码并运行测试"),
    "check": ("", "ruff, mypy and the borders between the packages", "ruff、mypy 与各包之间的边界"),
    "bench": ("NAME …", "run a benchmark; without a name, list them", "运行基准测试；不写名称则列出全部"),
    "shots": ("", "take the pictures in docs/screenshots", "生成 docs/screenshots 中的截图"),
    "package": ("", "build the wheel into dist", "在 dist 中生成 wheel 安装包"),
    "lock": ("[--upgrade]", "choose and lock the dependencies anew", "重新选定并锁定依赖"),
    "setup": ("", "only make .venv ready for work on the code", "只准备好开发用的 .venv"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "wrong python": (
        "Handsup needs Python 3.11 to 3.13, found {found}. Install one of these and call it by name, "
        "for example: python3.12 dev.py {words}",
        "举手需要 Python 3.11 至 3.13，现在是 {found}。请安装其中之一，"
        "并指明版本运行，例如：python3.12 dev.py {words}",
    ),
    "other python": (
        "Python {found} is not fit for Handsup; going on with {other}.",
        "Python {found} 不适用，改用 {other}。",
    ),
    "usage": ("Usage: python3 dev.py WORD …", "用法：python3 dev.py 命令 …"),
    "unknown word": ("There is no word “{word}”. These are known:", "没有“{word}”这个命令。可用的命令："),
    "installing packages": (
        "Installing from the system's packages: {packages}",
        "正在安装系统软件包：{packages}",
    ),
    "apt failed": (
        "The system's packages could not be installed; apt-get's own words stand above. "
        "Mend that, or install them yourself, and call dev.py again:\n  {command}",
        "系统软件包安装失败，原因见上面 apt-get 的输出。请排除后重试，或自行安装：\n  {command}",
    ),
    "packages missing": (
        "Handsup needs system packages that are missing here. Please install them, "
        "then call dev.py again:\n  {command}",
        "缺少以下系统软件包。请先安装，再重新运行 dev.py：\n  {command}",
    ),
    "fonts missing": (
        "Slides will not look as they were made without these fonts:\n  {command}",
        "缺少以下字体，幻灯片会与原样不符。建议安装：\n  {command}",
    ),
    "no venv": (
        "This Python ({found}) comes without its venv module. Install the full Python from python.org "
        "or from your system's packages, and call dev.py again.",
        "这个 Python（{found}）缺少 venv 模块。请从 python.org 或系统软件源安装完整的 Python 后重试。",
    ),
    "in place": ("Everything is in place.", "一切就绪。"),
    "repairing": ("The last setup did not finish; starting it afresh.", "上次安装没有完成，现在重新开始。"),
    "making venv": ("Making .venv with Python {found} …", "正在用 Python {found} 建立 .venv …"),
    "installing": (
        "Installing {total} locked packages (about 300 MB to download the first time) …",
        "正在安装 {total} 个已锁定的依赖包（首次约需下载 300 MB）…",
    ),
    "ready": ("Ready after {seconds:.0f} s.", "已就绪，用时 {seconds:.0f} 秒。"),
    "no room": (
        "There is too little room on the disk of {folder}: "
        "{free:.1f} GB are free, {needed:.0f} GB are needed.",
        "{folder} 所在磁盘空间不足：剩余 {free:.1f} GB，需要 {needed:.0f} GB。",
    ),
    "disk full": (
        "The disk became full while installing (in {folder} or in the folder for temporary files, "
        "{temporary}). Make room and call dev.py again.",
        "安装时磁盘已满（{folder} 或临时文件夹 {temporary}）。请清理空间后重试。",
    ),
    "not writable": (
        "{folder} can't be written. Call dev.py as the user who owns this folder.",
        "无法写入 {folder}。请用该文件夹的所有者身份运行。",
    ),
    "no network": (
        "The packages could not be fetched: there is no way to the package index. Check the network, "
        "proxy and certificates, and call dev.py again; what is there already is kept.",
        "无法连接软件包索引，下载失败。请检查网络、代理和证书后重试；已下载的部分会保留。",
    ),
    "wrong hash": (
        "The package index sent a file that is not the one in the lock, so it was not installed. "
        "Try again, on another network if need be.",
        "软件包索引给出的文件与锁定的不一致，已拒绝安装。请重试，必要时换一个网络。",
    ),
    "no wheel": (
        "The package index has no ready-made package for this machine ({machine}, Python {found}). "
        "Handsup runs on 64-bit Linux with glibc, macOS and Windows.",
        "软件包索引没有适合本机（{machine}，Python {found}）的现成包。"
        "举手支持 64 位 Linux（glibc）、macOS 和 Windows。",
    ),
    "setup failed": (
        "Installing failed. What pip said is in {log}; its last lines:\n{tail}",
        "安装失败。pip 的记录在 {log}，最后几行：\n{tail}",
    ),
    "no display": (
        "No display here ($DISPLAY and $WAYLAND_DISPLAY are empty): "
        "rehearsing the lesson with 30 simulated phones instead.",
        "没有显示器（$DISPLAY 和 $WAYLAND_DISPLAY 均为空）：改为用 30 部模拟手机排练课程。",
    ),
    "all well": ("All well: {steps}, in {seconds:.0f} s.", "全部通过：{steps}，用时 {seconds:.0f} 秒。"),
    "failed": (
        "FAILED: {failed} (of {steps}), in {seconds:.0f} s. Look above for each.",
        "未通过：{failed}（共 {steps}），用时 {seconds:.0f} 秒。详见上文。",
    ),
    "benchmarks": ("Benchmarks: {names}", "基准测试：{names}"),
    "none": ("none yet", "暂无"),
    "unknown benchmark": (
        "There is no benchmark “{name}”. There are: {names}",
        "没有名为“{name}”的基准测试。现有：{names}",
    ),
    "no shots": ("There is no tests/shots.py in this copy.", "此副本中没有 tests/shots.py。"),
    "packed": (
        "Built {wheel}: {files} files, {size:.1f} MB.",
        "已生成 {wheel}：{files} 个文件，{size:.1f} MB。",
    ),
    "not packed": ("The wheel lacks files that Handsup needs: {missing}", "安装包缺少必需的文件：{missing}"),
    "locked": ("Written: {files}", "已写入：{files}"),
    "stopped": ("Stopped.", "已停止。"),
}

# What pip and venv say, and the sentence that it comes to; the first that fits.
REASONS = (
    ("no space left|errno 28|disk quota", "disk full"),
    ("do not match the hashes|hash mismatch", "wrong hash"),
    (
        "newconnectionerror|name resolution|unreachable|timed out|timeouterror|sslerror|proxyerror",
        "no network",
    ),
    ("connection (refused|reset|broken)|certificate|incompleteread", "no network"),
    ("no matching distribution", "no wheel"),
)


class UserError(Exception):
    """Something the user can mend: its sentence is shown, without a trace."""


# ── What is said ──────────────────────────────────────────────────────────────────────────────────────────


def in_chinese() -> bool:
    """Whether the user's language is Chinese; the same rule as in assets/sentences.py."""
    names = (os.environ.get(name) for name in ("HANDSUP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return (next((name for name in names if name), None) or "en").lower().startswith("zh")


def sentence(code: str, **values: object) -> str:
    """The sentence `code` in the user's language, its gaps filled."""
    return SENTENCES[code][in_chinese()].format(**values)


def say(code: str, **values: object) -> None:
    """Prints a sentence at once, so that it stands before what a started program prints."""
    print(sentence(code, **values), flush=True)


def version() -> str:
    """The running Python's version, such as `3.11.2`."""
    return ".".join(str(part) for part in sys.version_info[:3])


def list_words() -> str:
    """One line for each word, in the user's language."""
    lines = [
        f"  {word + ' ' + form:<28}{(english, chinese)[in_chinese()]}"
        for word, (form, english, chinese) in WORDS.items()
    ]
    return "\n".join([sentence("usage"), *lines])


# ── The right Python ──────────────────────────────────────────────────────────────────────────────────────


def find_right_python() -> list[str]:
    """The command of a Python that Handsup runs on, found on PATH; empty if there is none."""
    minors = range(OLDEST[1], NEWEST[1] + 1)
    names = [[f"python3.{minor}"] for minor in minors] + [
        ["py", f"-3.{minor}"] for minor in minors if WINDOWS
    ]
    for name in names:
        found = shutil.which(name[0])
        # A version manager's stand-in may be on PATH without a Python behind it: only a started one counts.
        if found and succeeds([found, *name[1:], "-c", "import ssl, venv"]):
            return [found, *name[1:]]
    return []


def go_on_with_right_python(words: Sequence[str]) -> None:
    """Returns under a fit Python; else starts this file again under one, or says what is needed."""
    if OLDEST <= tuple(sys.version_info[:2]) <= NEWEST:
        return
    other = find_right_python()
    if not other:
        raise UserError(sentence("wrong python", found=version(), words=" ".join(words)))
    say("other python", found=version(), other=" ".join(other))
    become([*other, str(Path(__file__).resolve()), *words])


def become(command: Sequence[str], **environment: str) -> NoReturn:
    """Ends this process by running `command` in its place and with its exit code."""
    env = {**os.environ, **environment}
    if WINDOWS:  # exec would return to the prompt at once there
        raise SystemExit(subprocess.call(command, env=env))
    os.execve(command[0], list(command), env)


def succeeds(command: Sequence[str]) -> bool:
    """Whether `command` can be started and ends with 0; what it prints is dropped."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


# ── The system's packages (Debian, Ubuntu and their kin) ──────────────────────────────────────────────────


def is_debian() -> bool:
    """Whether system packages come by apt here."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-query"))


def missing_packages(names: Sequence[str]) -> list[str]:
    """Those of `names` that dpkg does not have; a library may carry Debian's newer suffix `t64`."""
    asked = [variant for name in names for variant in (name, name + "t64")]
    form = "${db:Status-Status} ${Package}\\n"
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", form, *asked], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    states = (line.split() for line in answer.stdout.decode().splitlines())
    installed = {state[1] for state in states if state[:1] == ["installed"]}
    return [name for name in names if not {name, name + "t64"} & installed]


def wanted_packages(kind: str) -> list[str]:
    """The missing system packages without which Handsup (`run`) or its tests (`dev`) can't work."""
    missing = missing_packages(QT_PACKAGES + (TEST_PACKAGES if kind == "dev" else []))
    if kind == "dev" and not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("chromium")
    if not VENV.is_dir() and sys.prefix == "/usr" and not importlib.util.find_spec("ensurepip"):
        missing.insert(0, f"python3.{sys.version_info[1]}-venv")
    return missing


def provide_packages(kind: str) -> None:
    """Installs what is missing as root; else prints the command, and stops unless only fonts are missing:
    without them Handsup runs, but not its tests."""
    if not is_debian():
        return
    needed, fonts = wanted_packages(kind), missing_packages(FONT_PACKAGES)
    if not needed + fonts:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *needed, *fonts]
    if os.geteuid() == 0:
        say("installing packages", packages=" ".join(needed + fonts))
        install_packages(install)
    else:
        command = as_root(["apt-get update", shlex.join(install)])
        if needed or kind == "dev":
            raise UserError(sentence("packages missing", command=command))
        say("fonts missing", command=command)


def as_root(commands: Sequence[str]) -> str:
    """The line that has root run `commands`; Debian comes without sudo where root has a password."""
    if shutil.which("sudo"):
        return " && ".join(f"sudo {command}" for command in commands)
    return "su -l -c " + shlex.quote(" && ".join(commands))


def install_packages(install: list[str]) -> None:
    """Fetches the lists once and installs, asking nothing."""
    quiet = ["-q", "-o", "Dpkg::Use-Pty=0"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", *quiet, "update"], ["apt-get", *quiet, *install[1:]]):
        if subprocess.call(command, env=environment, stdin=subprocess.DEVNULL) != 0:
            raise UserError(sentence("apt failed", command="apt-get update && " + shlex.join(install)))
    importlib.invalidate_caches()


# ── .venv ─────────────────────────────────────────────────────────────────────────────────────────────────


def set_up(kind: str) -> None:
    """Makes .venv hold what `kind` ("run" or "dev") needs, by the lock. Quick when it does already."""
    provide_packages(kind)
    state = recorded_state()
    if (
        state.get("state") == "ready"
        and state.get("folder") == str(ROOT)
        and succeeds([str(PYTHON), "-c", ""])
    ):
        kept = str(state["kind"])
        if state["lock"] == lock_hash(kept) and kind in ("run", kept):
            return
        kind = "dev" if "dev" in (kind, kept) else kind
    started = time.monotonic()
    try:
        build_venv(kind, state)
    except PermissionError:
        raise UserError(sentence("not writable", folder=ROOT)) from None
    except OSError as error:
        raise UserError(disk_full() if error.errno == 28 else str(error)) from None
    say("ready", seconds=time.monotonic() - started)


def build_venv(kind: str, state: dict[str, object]) -> None:
    """Creates .venv where needed and installs. The record says "begun" until all is done."""
    if VENV.exists() and (
        state.get("state") == "begun" or not succeeds([str(PYTHON), "-m", "pip", "--version"])
    ):
        say("repairing")
        shutil.rmtree(VENV)
    if not VENV.exists():
        create_venv()
    write_record(state="begun")
    install_locked(LOCKS[kind])
    make_importable()
    compile_packages()
    write_record(state="ready", kind=kind, lock=lock_hash(kind), folder=str(ROOT))


def create_venv() -> None:
    """Makes an empty .venv with pip in it."""
    free = shutil.disk_usage(str(ROOT)).free
    if free < ROOM_NEEDED_BYTES:
        raise UserError(sentence("no room", folder=ROOT, free=free / 1e9, needed=ROOM_NEEDED_BYTES / 1e9))
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        raise UserError(sentence("no venv", found=version()))
    say("making venv", found=version())
    VENV.mkdir()
    write_record(state="begun")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode != 0:
        said = made.stdout.decode(errors="replace")
        LOG.write_text(said, encoding="utf-8")
        raise UserError(explain_failure(said))


def install_locked(lock: Path) -> None:
    """Has pip install exactly what `lock` names, refusing any file with another hash."""
    names = re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    say("installing", total=len(names))
    LOG.unlink() if LOG.exists() else None
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--log",
        str(LOG),
    ]
    command += ["--only-binary=:all:", "--require-hashes", "-r", str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        show_progress(pip, len(names))
    if pip.returncode != 0:
        raise UserError(
            explain_failure(LOG.read_text(encoding="utf-8", errors="replace") if LOG.exists() else "")
        )


def show_progress(pip: subprocess.Popen[bytes], total: int) -> None:
    """Turns pip's chatter into one line that counts, or into a few lines where there is no terminal."""
    assert pip.stdout is not None
    counted, live = 0, sys.stdout.isatty()
    for line in pip.stdout:
        found = re.match(rb"(Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if found:
            counted += 1
            text = f"  {counted}/{total} {found.group(2).decode()}"
        elif line.startswith(b"Installing collected"):
            text = f"  {total}/{total} …"
        else:
            continue
        if live:
            print(f"\r\033[K{text}", end="", flush=True)
        elif counted % 10 == 0 or not found:
            print(text, flush=True)
    if live:
        print("\r\033[K", end="", flush=True)


def explain_failure(said: str) -> str:
    """The sentence for a failed installation, from what pip or venv said."""
    code = next((code for words, code in REASONS if re.search(words, said, re.IGNORECASE)), "setup failed")
    if code == "disk full":
        return disk_full()
    tail = "\n".join(said.splitlines()[-8:])
    machine = f"{sys.platform} {os.uname().machine}" if hasattr(os, "uname") else sys.platform
    return sentence(code, log=LOG, tail=tail, machine=machine, found=version())


def disk_full() -> str:
    """The sentence for a disk that filled up while installing."""
    return sentence("disk full", folder=ROOT, temporary=tempfile.gettempdir())


def make_importable() -> None:
    """Lets .venv import the packages from this folder and gives it the command `handsup`."""
    asked = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site_packages = Path(subprocess.check_output(asked).decode().strip())
    # Python 3.11 reads this file, and Windows a .cmd, in the system's own encoding: only ASCII is safe there.
    line = f"import sys; sys.path.append({str(ROOT)!a})\n"
    (site_packages / "handsup.pth").write_text(line, encoding="ascii")
    if WINDOWS:
        (BIN / "handsup.cmd").write_text('@"%~dp0python.exe" -P -m presenter.command %*\n', encoding="ascii")
        return
    script = BIN / "handsup"
    script.write_text(
        f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m presenter.command "$@"\n', encoding="utf-8"
    )
    script.chmod(0o755)


def compile_packages() -> None:
    """Compiles our packages to bytecode: half a second of each start for a user who can't write here."""
    folders = [str(ROOT / name) for name in PACKAGES]
    subprocess.call([str(PYTHON), "-m", "compileall", "-q", *folders], stdout=subprocess.DEVNULL)


def lock_hash(kind: str) -> str:
    """What changes when the locked packages change."""
    return hashlib.sha256(LOCKS[kind].read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def recorded_state() -> dict[str, object]:
    """What the last setup wrote down; empty where there was none or the record can't be read."""
    try:
        state = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_record(**state: str) -> None:
    """Writes down how far the setup has come."""
    RECORD.write_text(json.dumps(state) + "\n", encoding="utf-8")


# ── The words ─────────────────────────────────────────────────────────────────────────────────────────────


def module(name: str, *words: str) -> list[str]:
    """The command that runs a module in .venv; `-P` keeps the user's folder from hiding one of ours."""
    return [str(PYTHON), "-P", "-m", name, *words]


def run(words: list[str]) -> NoReturn:
    """Starts the presenter, or rehearses where no window can be shown."""
    set_up("run")
    if has_display():
        become(module("presenter", *words))
    say("no display")
    become(
        module("presenter", "rehearse", "--phones", "30", "--speed", "45", *words),
        QT_QPA_PLATFORM="offscreen",
    )


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


CHECKS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check", "--output-format=concise", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format=concise", "."],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"],
}


def check(words: list[str]) -> int:
    """Runs every check, even after one that failed."""
    set_up("dev")
    return go_through(CHECKS)


def test(words: list[str]) -> int:
    """Runs the checks and then the tests; what is not ours goes to pytest."""
    set_up("dev")
    return go_through({**CHECKS, "pytest": ["-m", "pytest", *words]})


def go_through(steps: dict[str, list[str]]) -> int:
    """Runs every step in the repository's folder; the last line names those that failed."""
    started = time.monotonic()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed = []
    for step, words in steps.items():
        print(f"── {step}", flush=True)
        if subprocess.call([str(PYTHON), *words], cwd=str(ROOT), env=environment) != 0:
            failed.append(step)
    code = "failed" if failed else "all well"
    say(code, failed=", ".join(failed), steps=", ".join(steps), seconds=time.monotonic() - started)
    return 1 if failed else 0


def bench(words: list[str]) -> int:
    """Starts tests/benchmarks/NAME.py with the words after its name, or lists what there is."""
    names = sorted(
        path.stem for path in (ROOT / "tests" / "benchmarks").glob("[a-z]*.py") if path.stem != "conftest"
    )
    listed = ", ".join(names) or sentence("none")
    if not words or words[0] in ("-h", "--help"):
        say("benchmarks", names=listed)
        return 0
    if words[0] not in names:
        print(sentence("unknown benchmark", name=words[0], names=listed), file=sys.stderr)
        return 2
    set_up("dev")
    become(module(f"tests.benchmarks.{words[0]}", *words[1:]), PYTHONPATH=str(ROOT))


def shots(words: list[str]) -> int:
    """Has the pictures for the documents taken."""
    if not (ROOT / "tests" / "shots.py").exists():
        raise UserError(sentence("no shots"))
    set_up("dev")
    become(module("tests.shots", *words), PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")


def package(words: list[str]) -> int:
    """Builds the wheel and makes sure that nothing it needs stayed behind."""
    set_up("dev")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(module("hatchling", "build", "-t", "wheel", "-d", folder), cwd=str(ROOT), check=True)
        built = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(str(built)) as wheel:
            packed = wheel.namelist()
        missing = sorted(set(package_files()) - set(packed))
        if missing:
            raise UserError(sentence("not packed", missing=", ".join(missing)))
        (ROOT / "dist").mkdir(exist_ok=True)
        target = Path(shutil.copy(str(built), str(ROOT / "dist")))
    say("packed", wheel=target.relative_to(ROOT), files=len(packed), size=target.stat().st_size / 1e6)
    return 0


def package_files() -> list[str]:
    """Every file of the four packages, as the wheel should name it."""
    paths = (path for name in PACKAGES for path in (ROOT / name).rglob("*"))
    return [
        path.relative_to(ROOT).as_posix()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    ]


def lock(words: list[str]) -> int:
    """Writes both locks, with hashes, for every platform; pins stay unless `--upgrade` is given."""
    compiling = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "-q",
    ]
    compiling += [word for word in words if word == "--upgrade"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder) / ("Scripts/python.exe" if WINDOWS else "bin/python")
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"], check=True
        )
        uv = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", *compiling]
        only_dev = ["--group", "dev", "--constraints", LOCKS["run"].name]
        for name, more in (("run", []), ("dev", only_dev)):
            subprocess.run(
                [*uv, *more, "-o", LOCKS[name].name], cwd=str(ROOT), check=True, stdout=subprocess.DEVNULL
            )
    say("locked", files=", ".join(path.name for path in LOCKS.values()))
    return 0


def setup(words: list[str]) -> int:
    """Only sets up, for work on the code."""
    set_up("dev")
    say("in place")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
    "package": package,
    "lock": lock,
    "setup": setup,
}


def main(words: list[str]) -> int:
    """Does what the first word says; the exit code is 2 for a word that is not known."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(list_words())
        return 0
    if words[0] not in COMMANDS:
        print(sentence("unknown word", word=words[0]) + "\n" + list_words(), file=sys.stderr)
        return 2
    try:
        go_on_with_right_python(words)
        return COMMANDS[words[0]](words[1:])
    except UserError as error:
        print(error, file=sys.stderr)
    except subprocess.CalledProcessError as error:  # the program has said why itself
        return error.returncode
    except KeyboardInterrupt:
        print(sentence("stopped"), file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    raise SystemExit(main(sys.argv[1:]))
