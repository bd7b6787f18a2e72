// The way of the sound of a real call when the other end does what it may: another stream begins in the midst of it.
#include "scripted/phone_caller.h"
#include "scripted/sounding_side.h"

#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;

class TestCallSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherStreamOfTheSameEndIsHeard();

private:
    void speak(PhoneCaller &caller, double hertz);
};

void TestCallSound::speak(PhoneCaller &caller, double hertz) // until it comes back
{
    const auto sound = tone(hertz, narrowRate, narrowRate);
    QByteArray payload(160, '\0');
    std::size_t at = 0;
    QTimer everyTick;
    everyTick.setTimerType(Qt::PreciseTimer);
    connect(&everyTick, &QTimer::timeout, &caller, [&] {
        encode(Coding::MuLaw, std::span(sound).subspan(at, 160),
               {reinterpret_cast<std::uint8_t *>(payload.data()), std::size_t(payload.size())});
        at = (at + 160) % sound.size();
        caller.sendSound(payload, 0);
    });
    everyTick.start(tickLength);
    QTRY_VERIFY_WITH_TIMEOUT(amplitudeAtEnd(hertz, caller.heard()) > 5'000, 10'000);
}

void TestCallSound::anotherStreamOfTheSameEndIsHeard()
{
    SoundingSide side;
    QVERIFY(side.open().ok());
    PhoneCaller caller(side.port);
    caller.invite();
    QTRY_COMPARE(side.arrived.size(), 1);
    const LegId leg = side.arrived[0].leg;
    side.answer(leg);
    QTRY_VERIFY(caller.answered());
    caller.acknowledge();
    QTRY_COMPARE(side.paths[leg].size(), 1);
    side.echo(leg);
    caller.beginStream(0xcafe, 40'000, 1'000'000);
    speak(caller, 440);
    caller.press('1');
    QTRY_COMPARE(side.keys, QStringLiteral("1"));
    caller.beginStream(0xbeef, 7, 1);
    speak(caller, 1'000);
    caller.press('2');
    QTRY_COMPARE(side.keys, QStringLiteral("12"));
    side.line->close();
    QTRY_VERIFY_WITH_TIMEOUT(side.closed, 2 * byesAwaitedMs);
}

QTEST_GUILESS_MAIN(TestCallSound)
#include "test_call_sound.moc"
