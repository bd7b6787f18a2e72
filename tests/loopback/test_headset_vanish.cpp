// Sound devices that vanish at the worst moment, on a real sound server: while they are opened, and under a call.
#include "audio/headset/device_thread.h"
#include "audio/headset/headset_sound.h"
#include "scripted/headset_ends.h"
#include "scripted/real_pulse.h"

#include <QElapsedTimer>
#include <QMediaDevices>
#include <QProcess>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 20'000;
constexpr std::chrono::seconds linger{1}; // a device that is to be opened has to be closed first
const Asker nurse{StaffId(u"dana"_s), Role::Nurse};

} // namespace

class TestHeadsetVanish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aHeadsetThatVanishesInACallIsToldAtOnce();
    void aDeviceThatVanishesWhileItOpensHoldsNobody();
    void devicesMayVanishWhileTheyOpenAgainAndAgain();
    void aServerThatAnswersNothingIsGivenUpAndTriedAgain();
    void quittingDoesNotWaitForADeviceThatNeverOpens();

private:
    bool isThere(const QString &id) const { return deviceToUse(id, m_headset->status().speakers, {}) == id; }

    RealPulse m_pulse;
    std::unique_ptr<HeadsetSound> m_headset;
    std::shared_ptr<FramePost> m_post;
    int m_lost = 0;
    int m_mic = -1;
};

void TestHeadsetVanish::initTestCase()
{
    QVERIFY2(m_pulse.start(), qPrintable(m_pulse.failure()));
    QVERIFY(m_pulse.plugSpeaker(u"ears"_s) >= 0);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    m_headset = std::make_unique<HeadsetSound>(
        HeadsetChoices{.microphone = u"mic"_s, .speaker = u"ears"_s}, [](auto, auto) { return Result<>(); }, linger);
    connect(m_headset.get(), &HeadsetSound::lost, this, [this] { ++m_lost; });
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
}

void TestHeadsetVanish::cleanup()
{
    if (m_post)
        m_headset->close(std::exchange(m_post, nullptr));
}

void TestHeadsetVanish::aHeadsetThatVanishesInACallIsToldAtOnce()
{
    m_post = m_headset->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open && m_headset->status().inCall, waitMs);
    m_lost = 0;
    m_pulse.unload(m_mic);
    QElapsedTimer gone;
    gone.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_lost, 1, waitMs);
    qInfo() << "microphone unplugged to lost, ms:" << gone.elapsed();
    QVERIFY2(gone.elapsed() < 900, "the caller waits a second at most");
    QCOMPARE(m_headset->status().state, HeadsetState::DeviceMissing);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    QCOMPARE(m_lost, 1); // once
}

// As Qt gives it, without anybody who watches: it never comes back.
void TestHeadsetVanish::aDeviceThatVanishesWhileItOpensHoldsNobody()
{
    const int brief = m_pulse.plugSpeaker(u"brief"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(u"brief"_s), waitMs);
    QAudioDevice device;
    for (const QAudioDevice &each : QMediaDevices::audioOutputs())
        if (each.id() == "brief")
            device = each;
    QVERIFY(!device.isNull());
    m_pulse.unload(brief);
    auto thread = std::make_unique<DeviceThread>(DeviceThread::Ears{[](const StreamReport &) {}, [](double) {}});
    thread->wish({.speaker = device, .talk = true});
    QTRY_VERIFY_WITH_TIMEOUT(thread->busyFor() > std::chrono::seconds{3}, waitMs);
    QCOMPARE(thread->opening(), QByteArray("brief"));
    QElapsedTimer ends;
    ends.start();
    thread.reset();
    QVERIFY(ends.elapsed() < 100); // and the test's program ends, too
}

void TestHeadsetVanish::devicesMayVanishWhileTheyOpenAgainAndAgain()
{
    Recorder ears(u"ears"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    tick.play(true);
    for (int time = 0; time < 10; ++time) {
        const QString name = u"brief-%1"_s.arg(time);
        const int brief = m_pulse.plugSpeaker(name);
        QTRY_VERIFY_WITH_TIMEOUT(isThere(name), waitMs);
        if (time % 2)
            m_pulse.hold(); // what is asked for and what vanishes arrive together
        m_headset->choose(nurse, HeadsetPart::Speaker, name);
        QProcess pactl;
        pactl.start(u"pactl"_s, {u"unload-module"_s, QString::number(brief)});
        if (time % 2)
            m_pulse.goOn();
        QTRY_COMPARE_WITH_TIMEOUT(pactl.state(), QProcess::NotRunning, waitMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.used, u"ears"_s, waitMs);
        QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
    }
    m_headset->choose(nurse, HeadsetPart::Speaker, u"ears"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.chosen, u"ears"_s, waitMs);
}

void TestHeadsetVanish::aServerThatAnswersNothingIsGivenUpAndTriedAgain()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().open, waitMs);
    m_pulse.hold();
    m_lost = 0;
    m_post = m_headset->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::NoSoundServer, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_lost, 1, waitMs);
    m_pulse.goOn();
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    m_headset->choose(nurse, HeadsetPart::Speaker, u"ears"_s); // whoever chooses it wants it tried now
    Recorder ears(u"ears"_s);
    SoundTick tick(m_post);
    tick.play(true);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
}

void TestHeadsetVanish::quittingDoesNotWaitForADeviceThatNeverOpens()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().open, waitMs);
    m_pulse.hold();
    m_headset->rehearse(Rehearsal::Level); // opens, and never comes back
    QElapsedTimer ends;
    ends.start();
    m_headset.reset();
    QVERIFY2(ends.elapsed() < 4'000, "the window has closed; nobody waits longer for a program to end");
    m_pulse.kill();
}

QTEST_GUILESS_MAIN(TestHeadsetVanish)
#include "test_headset_vanish.moc"
