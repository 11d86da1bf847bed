"""Posters: draws the pictures that invitations are written onto, one a language: `make posters`."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from browser import chromium

ROOT = chromium.ROOT
SIZE = {"width": 1080, "height": 1440}
COLOURS = 32
WORDS = {
    "zh-Hans": (
        "一句话，\n有人替您办好",
        "点奶茶、买菜、看电影、订车票，\n说一声就行。",
        "扫一扫，\n用我的邀请",
        "邀请码",
    ),
    "zh-Hant": (
        "一句話，\n有人替您辦好",
        "點奶茶、買菜、看電影、訂車票，\n說一聲就行。",
        "掃一掃，\n用我的邀請",
        "邀請碼",
    ),
    "en": (
        "Say it once,\nand it is done",
        "Tea, groceries, cinema, trains:\njust say so.",
        "Scan to come\nby my invitation",
        "Code",
    ),
}
"""Heading, what it does, what to do with the QR code, and what the letters are."""
_FILL = """words => ["h1", "p", ".hint", ".code"].forEach((place, at) => {
    document.querySelector(place).innerText = words[at]
})"""


def main() -> None:
    """One PNG of few colours a language, without QR and code."""
    out = ROOT / "src/bangwo/edge/posters"
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.found(), args=["--no-sandbox"])
        page = chrome.new_page(viewport=SIZE)
        page.goto((ROOT / "web/poster/poster.html").as_uri())
        for language, words in WORDS.items():
            page.evaluate(_FILL, list(words))
            drawn = out / f"{language}.png"
            page.screenshot(path=drawn)
            _reduce(drawn)
        chrome.close()


def _reduce(drawn: Path) -> None:
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(drawn, optimize=True)


if __name__ == "__main__":
    main()
