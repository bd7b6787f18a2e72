#include "app/desktop.h"

#include "app/recovery_key_file.h"
#include "ui/controls/nightbell_style.h"
#include "ui/controls/tokens.h"
#include "ui/main_window.h"
#include "ui/recovery_key_dialog.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLocale>
#include <QTranslator>

namespace nightbell {

namespace {

constexpr qreal bodyPoints = 9.75;
const StaffId theDesk(QStringLiteral("desk")); // until people sign in, whoever sits here

void dress()
{
    const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(new NightbellStyle);
    QApplication::setPalette((dark ? Tokens::dark() : Tokens::light()).palette());
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPointSizeF(bodyPoints);
    QApplication::setFont(font);
}

void speakTheLanguage()
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(QLocale(), QStringLiteral("nightbell"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || translator->load(QStringLiteral(":/i18n/nightbell_en.qm"))) // English needs it for its plurals
        QApplication::installTranslator(translator);
}

} // namespace

void showWindows(const DesktopPanes &panes)
{
    dress();
    speakTheLanguage();
    MainWindow window(panes.switchboard, panes.clinics, panes.vitals, panes.headset,
                      Asker{theDesk, Role::Receptionist});
    window.show();
    for (const RecoveryKeyFile &file : panes.keysToHandOver) {
        auto *dialog = new RecoveryKeyDialog(file.words, &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QDialog::accepted, dialog, [file] { removeKeyFile(file); });
        dialog->open();
    }
    QApplication::exec();
}

} // namespace nightbell
