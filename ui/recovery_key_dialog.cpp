#include "ui/recovery_key_dialog.h"

#include "ui/controls/type.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nightbell {

RecoveryKeyDialog::RecoveryKeyDialog(const QString &key, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Recovery key"));
    auto *title = new QLabel(tr("Keep this key in a safe place"));
    title->setFont(typeFont(Type::Title, QFont::DemiBold));
    auto *why =
        new QLabel(tr("Everything callers say is sealed. If this machine is lost, only this key opens a backup. "
                      "Write it down or print it, and keep it away from this machine."));
    why->setWordWrap(true);

    auto *words = new QPlainTextEdit(key);
    words->setReadOnly(true);
    words->setTabChangesFocus(true);
    words->setAccessibleName(tr("Recovery key"));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(typeFont(Type::Title).pointSizeF());
    words->setFont(fixed);
    words->setFixedHeight(words->fontMetrics().lineSpacing() * 4);

    auto *safe = new QCheckBox(tr("I have put it in a safe place"));
    auto *buttons = new QDialogButtonBox;
    QPushButton *done = buttons->addButton(tr("Remove it from this machine"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Ask me at the next start"), QDialogButtonBox::RejectRole);
    done->setEnabled(false);
    connect(safe, &QCheckBox::toggled, done, &QPushButton::setEnabled);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    for (QWidget *part : std::initializer_list<QWidget *>{title, why, words, safe, buttons})
        layout->addWidget(part);
    setMinimumWidth(520);
}

} // namespace nightbell
