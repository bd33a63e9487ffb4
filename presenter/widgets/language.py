"""The windows' language."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from assets import ASSETS
from assets.sentences import Language

_QT_NAMES = {"zh": "qtbase_zh_CN", "en": "qtbase_en"}
_LOCALES = {
    "zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    "en": QLocale(QLocale.Language.English),
}


def install(app: QCoreApplication, language: Language) -> None:
    """Let `app` speak `language`: our windows and Qt's own dialogs. Windows built afterwards obey."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(_LOCALES[language])
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (
        (_QT_NAMES[language], qt_folder),
        (f"presenter_{language}", str(ASSETS / "translations")),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            translator.deleteLater()
