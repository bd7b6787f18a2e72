#include "ui/headset/device_box.h"

#include "ui/controls/tokens.h"
#include "ui/controls/type.h"
#include "ui/headset/headset_words.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace nightbell {
namespace {

constexpr int boxHeight = 32;

} // namespace

DeviceBox::DeviceBox(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_box(new QComboBox)
    , m_trouble(new QLabel)
{
    auto *label = new QLabel(name);
    label->setFont(typeFont(Type::Small));
    label->setBuddy(m_box);
    QPalette ink = label->palette();
    ink.setColor(QPalette::WindowText, Tokens::of(ink).text2);
    label->setPalette(ink);
    m_box->setAccessibleName(name);
    m_box->setFixedHeight(boxHeight);
    setFocusProxy(m_box);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(8);
    m_trouble->setFont(typeFont(Type::Small));
    m_trouble->setWordWrap(true);
    ink.setColor(QPalette::WindowText, Tokens::of(ink).amber);
    m_trouble->setPalette(ink);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(m_box);
    layout->addWidget(m_trouble);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        const QString id = m_box->itemData(index).toString();
        fill(); // it shows what is, not what was hoped
        if (id != m_choice.chosen)
            Q_EMIT chosen(id);
    });
    fill();
}

void DeviceBox::show(const DeviceChoice &choice, const QList<SoundDevice> &devices)
{
    for (const SoundDevice &device : devices)
        m_names.insert(device.id, device.name);
    m_choice = choice;
    m_devices = devices;
    fill();
}

void DeviceBox::fill()
{
    QList<std::pair<QString, QString>> items; // words, id
    items.emplaceBack(m_choice.chosen.isEmpty() && !m_choice.used.isEmpty()
                          ? tr("Automatic: %1").arg(m_names.value(m_choice.used))
                          : tr("Automatic"),
                      QString());
    bool there = m_choice.chosen.isEmpty();
    for (const SoundDevice &device : std::as_const(m_devices)) {
        items.emplaceBack(device.answers ? device.name : tr("%1 (does not answer)").arg(device.name), device.id);
        there = there || device.id == m_choice.chosen;
    }
    if (!there)
        items.emplaceBack(tr("%1 (not plugged in)").arg(m_names.value(m_choice.chosen, m_choice.chosen)),
                          m_choice.chosen);
    while (m_box->count() > items.size())
        m_box->removeItem(m_box->count() - 1);
    for (int at = 0; at < int(items.size()); ++at) {
        if (at == m_box->count())
            m_box->addItem(QString());
        m_box->setItemText(at, items[at].first);
        m_box->setItemData(at, items[at].second);
    }
    m_box->setCurrentIndex(m_box->findData(m_choice.chosen));
    m_box->setToolTip(m_box->currentText());
    const QString trouble = troubleOf(m_choice, m_devices);
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_box->setAccessibleDescription(trouble);
}

void DeviceBox::refuse(const QString &words)
{
    m_trouble->setText(words);
    m_trouble->setVisible(true);
    m_box->setAccessibleDescription(words);
}

} // namespace nightbell
