// What is used while the chosen device is unplugged, and that the choice outlives it.
#include "audio/device_choice.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDeviceChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChosenDeviceIsUsedWhereItIsPlugged() { QCOMPARE(deviceToUse(u"usb"_s, both, u"built-in"_s), u"usb"_s); }
    void theSystemsStandsInWhileItIsNot() { QCOMPARE(deviceToUse(u"usb"_s, one, u"built-in"_s), u"built-in"_s); }
    void withoutAChoiceItIsTheSystems() { QCOMPARE(deviceToUse({}, both, u"built-in"_s), u"built-in"_s); }
    void aSystemWithoutAPreferenceGivesItsFirst() { QCOMPARE(deviceToUse({}, both, {}), u"built-in"_s); }
    void withoutDevicesNoneIsUsed() { QCOMPARE(deviceToUse(u"usb"_s, {}, u"built-in"_s), QString()); }

private:
    const QList<SoundDevice> one{{u"built-in"_s, u"Built-in"_s}};
    const QList<SoundDevice> both = QList(one) << SoundDevice{u"usb"_s, u"Headset"_s};
};

QTEST_APPLESS_MAIN(TestDeviceChoice)
#include "test_device_choice.moc"
