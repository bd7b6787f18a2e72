// The headset on a real sound server with virtual devices. What is played is recorded and looked at, not counted. The
// server is not there at first, and dies once.
#include "audio/headset/headset_sound.h"
#include "scripted/headset_ends.h"
#include "scripted/real_pulse.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 20'000;
constexpr std::chrono::seconds linger{2};
constexpr int times = 6;                // a latency is looked at when the sound has run for a while
constexpr int qtGivesUpAfterMs = 4'000; // it tries again once, after three seconds
const Asker nurse{StaffId(u"dana"_s), Role::Nurse};

} // namespace

class TestHeadsetDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void withoutASoundServerItSaysSoUntilOneAppears();
    void theCallerIsHeardInTheLoudspeaker();
    void staffAreHeardByTheSoundThread();
    void theEchoOfTheCallerIsTakenOut();
    void anUnpluggedSpeakerIsReplacedAndComesBack();
    void anUnpluggedMicrophoneIsReplacedAndComesBack();
    void anAlarmRingsInItsOwnLoudspeaker();
    void anAlarmWithoutALoudspeakerIsSaid();
    void oneHearsOneself();
    void onlyWhoMayListenChooses();
    void aServerThatDiesIsFollowedByTheNext();
    void theMicrophoneClosesAWhileAfterTheLastUse();

private:
    void use(HeadsetPart part, const QString &id);
    bool isThere(const QString &id) const { return deviceToUse(id, m_headset->status().speakers, {}) == id; }

    RealPulse m_pulse;
    std::unique_ptr<HeadsetSound> m_headset;
    std::shared_ptr<FramePost> m_post;
    QMap<HeadsetPart, QString> m_remembered;
    int m_lost = 0;
    int m_ears = -1;
    int m_mic = -1;
};

void TestHeadsetDevices::initTestCase()
{
    m_headset = std::make_unique<HeadsetSound>(
        HeadsetChoices{.microphone = u"mic"_s, .speaker = u"ears"_s},
        [this](HeadsetPart part, const QString &id) -> Result<> {
            m_remembered[part] = id;
            return {};
        },
        linger);
    connect(m_headset.get(), &HeadsetSound::lost, this, [this] { ++m_lost; });
}

void TestHeadsetDevices::cleanup()
{
    m_headset->ring({});
    m_headset->rehearse(Rehearsal::Off);
    if (m_post)
        m_headset->close(std::exchange(m_post, nullptr));
}

void TestHeadsetDevices::use(HeadsetPart part, const QString &id)
{
    const auto chosen = m_headset->choose(nurse, part, id);
    QTRY_VERIFY_WITH_TIMEOUT(chosen.isFinished(), waitMs);
    QVERIFY(chosen.result().ok());
}

void TestHeadsetDevices::withoutASoundServerItSaysSoUntilOneAppears()
{
    m_post = m_headset->open();
    m_headset->ring(AlarmTune::Urgent);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().ringing.has_value(), waitMs);
    QCOMPARE(m_headset->status().state, HeadsetState::NoSoundServer);
    QVERIFY(!m_headset->status().open && m_headset->status().alarmSpeaker.used.isEmpty());

    QVERIFY2(m_pulse.start(), qPrintable(m_pulse.failure()));
    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone.used, u"mic"_s, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.used, u"ears"_s, waitMs);
}

void TestHeadsetDevices::theCallerIsHeardInTheLoudspeaker()
{
    Recorder ears(u"ears"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    QTRY_VERIFY_WITH_TIMEOUT(ears.runs() && tick.frames() > 100, waitMs);
    QVERIFY(ears.tone(callerHertz) < loud / 10);
    QList<qint64> latencies;
    for (int time = 0; time < times; ++time) {
        ears.watch.begin(callerHertz);
        tick.play(true);
        QTRY_VERIFY_WITH_TIMEOUT(ears.watch.afterMs() >= 0, waitMs);
        latencies << ears.watch.afterMs();
        QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.45, waitMs); // as loud as it was sent
        QVERIFY(ears.tone(staffHertz) < loud / 10);
        tick.play(false);
        QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) < loud / 10, waitMs);
    }
    qInfo() << "sound thread to loudspeaker, with the recorder, ms:" << latencies << "frames in the post"
            << tick.waitedFromSound();
    QVERIFY2(latencies.constLast() < 250, "the sound waits too long");
}

void TestHeadsetDevices::staffAreHeardByTheSoundThread()
{
    QSignalSpy heard(m_headset.get(), &Headset::heard);
    Microphone mouth(u"mic"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > 100, waitMs);
    QVERIFY(tick.tone(staffHertz) < loud / 10);
    QList<qint64> latencies;
    for (int time = 0; time < times; ++time) {
        tick.watchFor(staffHertz);
        mouth.speak(true);
        QTRY_VERIFY_WITH_TIMEOUT(tick.arrivedAfterMs() >= 0, waitMs);
        latencies << tick.arrivedAfterMs();
        mouth.speak(false);
        QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) < loud / 10, waitMs);
    }
    qInfo() << "microphone to sound thread, with the player, ms:" << latencies << "frames in the post"
            << tick.waitedToSound() << "missed" << tick.missed() << "of" << tick.frames();
    QVERIFY2(latencies.constLast() < 250, "the sound waits too long");
    QVERIFY(std::any_of(heard.begin(), heard.end(), [](const auto &level) { return level[0].toDouble() > 0.1; }));

    m_headset->mute(true);
    mouth.speak(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Muted, waitMs);
    const int before = tick.frames();
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > before + 50, waitMs);
    QVERIFY(tick.tone(staffHertz, 400) < loud / 100);
    m_headset->mute(false);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
}

void TestHeadsetDevices::theEchoOfTheCallerIsTakenOut()
{
    const int air = m_pulse.load(u"module-loopback"_s,
                                 {u"source=ears.monitor"_s, u"sink=mic-air"_s, u"latency_msec=20"_s,
                                  u"sink_input_properties=media.name=echo"_s});
    QVERIFY(air >= 0);
    const QString inputs = m_pulse.ask({u"list"_s, u"short"_s, u"sink-inputs"_s});
    for (const QString &line : inputs.split(u'\n', Qt::SkipEmptyParts))
        if (line.contains(u"loopback"_s))
            m_pulse.ask({u"set-sink-input-volume"_s, line.section(u'\t', 0, 0), u"-20dB"_s});
    Recorder reaches(u"mic-air"_s);
    Microphone mouth(u"mic"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    tick.inWords();
    tick.play(true);
    constexpr int convergedAfter = 500, judgedMs = 4'000;
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > convergedAfter, waitMs);
    const double arrives = reaches.tone(callerHertz, judgedMs), left = tick.tone(callerHertz, judgedMs);
    qInfo("echo: %.4f of full scale reaches the microphone, %.6f is left: %.1f dB less", arrives, left,
          20 * std::log10(arrives / std::max(left, 1e-6)));
    tick.play(false);
    mouth.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs); // the way is open
    m_pulse.unload(air);
    QVERIFY2(arrives > 0.5 * 0.1 * 0.6 * 0.7, "the test has no echo");
    QVERIFY(20 * std::log10(arrives / std::max(left, 1e-6)) >= 20);
}

void TestHeadsetDevices::anUnpluggedSpeakerIsReplacedAndComesBack()
{
    const int spare = m_pulse.plugSpeaker(u"spare"_s);
    m_pulse.ask({u"set-default-sink"_s, u"spare"_s});
    Recorder desk(u"spare"_s);
    m_lost = 0;
    m_post = m_headset->open();
    SoundTick tick(m_post);
    tick.play(true);
    QTRY_VERIFY_WITH_TIMEOUT(desk.runs(), waitMs);
    QVERIFY(desk.tone(callerHertz) < loud / 10);

    m_pulse.unload(m_ears);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker, (DeviceChoice{u"ears"_s, u"spare"_s}), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.tone(callerHertz) > 0.4, waitMs);
    QCOMPARE(m_lost, 0); // the seat is kept

    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    Recorder ears(u"ears"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.used, u"ears"_s, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.tone(callerHertz) < loud / 10, waitMs);
    m_pulse.unload(spare);
}

void TestHeadsetDevices::anUnpluggedMicrophoneIsReplacedAndComesBack()
{
    const int spare = m_pulse.plugMicrophone(u"spare-mic"_s);
    Microphone headset(u"mic"_s), room(u"spare-mic"_s);
    m_lost = 0;
    m_post = m_headset->open();
    SoundTick tick(m_post);
    headset.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);

    headset.speak(false);
    room.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) < loud / 10, waitMs);
    m_pulse.unload(m_mic);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone, (DeviceChoice{u"mic"_s, u"spare-mic"_s}), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
    QCOMPARE(m_lost, 0);

    room.speak(false);
    headset.speak(true);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone.used, u"mic"_s, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
    m_pulse.unload(spare);
}

void TestHeadsetDevices::anAlarmRingsInItsOwnLoudspeaker()
{
    const int bell = m_pulse.plugSpeaker(u"bell"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(u"bell"_s), waitMs);
    use(HeadsetPart::AlarmSpeaker, u"bell"_s);
    QCOMPARE(m_remembered.value(HeadsetPart::AlarmSpeaker), u"bell"_s);
    Recorder rings(u"bell"_s), ears(u"ears"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rings.runs() && ears.runs(), waitMs);
    rings.watch.begin(880);
    m_headset->ring(AlarmTune::Emergency);
    QTRY_VERIFY_WITH_TIMEOUT(rings.watch.afterMs() >= 0, waitMs);
    qInfo() << "alarm to loudspeaker, with the recorder, ms:" << rings.watch.afterMs();
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(587.33, 100) > 0.1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(880, 100) > 0.1, waitMs); // again
    QVERIFY(ears.tone(880, 1'000) < loud / 10);
    m_headset->ring({});
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(880, 100) < loud / 10 && rings.tone(587.33, 100) < loud / 10, waitMs);
    m_pulse.unload(bell);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().alarmSpeaker.used != u"bell"_s, waitMs);
}

void TestHeadsetDevices::anAlarmWithoutALoudspeakerIsSaid()
{
    const QString sinks = m_pulse.ask({u"list"_s, u"short"_s, u"modules"_s});
    for (const QString &line : sinks.split(u'\n', Qt::SkipEmptyParts))
        if (line.contains(u"module-null-sink"_s))
            m_pulse.unload(line.section(u'\t', 0, 0).toInt());
    m_headset->ring(AlarmTune::Emergency);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().ringing && m_headset->status().alarmSpeaker.used.isEmpty(), waitMs);

    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().alarmSpeaker.used.isEmpty(), waitMs); // what is there rings
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
}

void TestHeadsetDevices::oneHearsOneself()
{
    Microphone mouth(u"mic"_s);
    Recorder ears(u"ears"_s);
    mouth.speak(true);
    m_headset->rehearse(Rehearsal::HearSelf);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(staffHertz) > loud, waitMs);
    QCOMPARE(m_headset->status().rehearsal, Rehearsal::HearSelf);
    m_post = m_headset->open(); // a call goes before
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().rehearsal, Rehearsal::Level, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(staffHertz) < loud / 10, waitMs);
}

void TestHeadsetDevices::onlyWhoMayListenChooses()
{
    const auto viewer = m_headset->choose({StaffId(u"lee"_s), Role::Viewer}, HeadsetPart::Speaker, {});
    QTRY_VERIFY_WITH_TIMEOUT(viewer.isFinished(), waitMs);
    QCOMPARE(viewer.result().problem().kind, Problem::Kind::Refused);
    const auto unknown = m_headset->choose(nurse, HeadsetPart::Speaker, u"nowhere"_s);
    QTRY_VERIFY_WITH_TIMEOUT(unknown.isFinished(), waitMs);
    QCOMPARE(unknown.result().problem().kind, Problem::Kind::NotFound);
    QCOMPARE(m_headset->status().speaker.chosen, u"ears"_s);
    QVERIFY(!m_remembered.contains(HeadsetPart::Speaker));
}

void TestHeadsetDevices::aServerThatDiesIsFollowedByTheNext()
{
    m_post = m_headset->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    m_pulse.kill();
    QElapsedTimer gone;
    gone.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::NoSoundServer, waitMs);
    QVERIFY(!m_headset->status().open);
    QTRY_VERIFY_WITH_TIMEOUT(gone.elapsed() > qtGivesUpAfterMs, waitMs);
    QVERIFY2(m_pulse.start(), qPrintable(m_pulse.failure()));
    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    Recorder ears(u"ears"_s);
    Microphone mouth(u"mic"_s);
    mouth.speak(true);
    SoundTick tick(m_post);
    tick.play(true);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
}

void TestHeadsetDevices::theMicrophoneClosesAWhileAfterTheLastUse()
{
    m_post = m_headset->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    m_headset->close(std::exchange(m_post, nullptr));
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().open, waitMs);
    QCOMPARE(m_headset->status().state, HeadsetState::Ready);
}

QTEST_GUILESS_MAIN(TestHeadsetDevices)
#include "test_headset_devices.moc"
