// The choice of one device: what the system prefers, what is plugged in, and the chosen one even while it is not.
#pragma once

#include "desk/headset.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;

namespace nightbell {

class DeviceBox : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceBox(const QString &name, QWidget *parent = nullptr);

    void show(const DeviceChoice &choice, const QList<SoundDevice> &devices);
    void refuse(const QString &words); // until the next show()
    using QWidget::show;

Q_SIGNALS:
    void chosen(const QString &id);

private:
    void fill();

    DeviceChoice m_choice;
    QList<SoundDevice> m_devices;
    QHash<QString, QString> m_names; // of all devices that were ever plugged in
    QComboBox *m_box;
    QLabel *m_trouble;
};

} // namespace nightbell
