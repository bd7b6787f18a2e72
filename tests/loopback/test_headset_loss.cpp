// A member of staff who has a call loses their headset: from a real sound server over the whole telephone to what the
// caller hears.
#include "ask.h"
#include "audio/headset/headset_sound.h"
#include "scripted/front_door.h"
#include "scripted/headset_ends.h"
#include "scripted/heard_speech.h"
#include "scripted/phone_caller.h"
#include "scripted/real_pulse.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 20'000;
constexpr double speechLoudness = 300; // of samples, well below flite and well above the hiss of an empty line
const Asker dana{StaffId(u"dana"_s), Role::Supervisor};

class OneHeadset : public StaffSounds
{
public:
    explicit OneHeadset(HeadsetSound &headset) : m_headset(headset) { }
    bool has(const StaffId &) const override { return m_headset.canBeHeard(); }
    std::optional<StaffSound> open(const StaffId &) override { return m_headset.open(); }
    void close(const StaffSound &sound) override { m_headset.close(std::get<std::shared_ptr<FramePost>>(sound)); }

private:
    HeadsetSound &m_headset;
};

double toneHeard(const PhoneCaller &caller, double hertz) // of the last 200 ms, at the telephone's rate
{
    const Pcm last = caller.heard().last(std::min<qsizetype>(1'600, caller.heard().size()));
    return toneIn(std::span(last.constData(), std::size_t(last.size())), 2 * hertz); // as if it were twice as fast
}

double loudnessSince(const PhoneCaller &caller, qsizetype samples)
{
    const Pcm heard = caller.heard();
    const qsizetype recent = std::min<qsizetype>(heard.size() - samples, 800);
    return recent > 0 ? loudness(heard.last(recent)) : 0;
}

} // namespace

class TestHeadsetLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAssistantSpeaksWithinASecondAndThePersonIsUrgent();
};

void TestHeadsetLoss::theAssistantSpeaksWithinASecondAndThePersonIsUrgent()
{
    RealPulse pulse;
    QVERIFY2(pulse.start(), qPrintable(pulse.failure()));
    const int ears = pulse.plugSpeaker(u"ears"_s), mic = pulse.plugMicrophone(u"mic"_s);
    HeadsetSound headset({.microphone = u"mic"_s, .speaker = u"ears"_s}, [](auto, auto) { return Result<>(); });
    QTRY_COMPARE_WITH_TIMEOUT(headset.status().state, HeadsetState::Ready, waitMs);

    FrontDoor door(u"Good morning, this is the Rosewood clinic. How can I help you today?"_s, {.callsAtMost = 10},
                   {.staff = std::make_shared<OneHeadset>(headset)});
    connect(&headset, &HeadsetSound::lost, &door.engine(),
            [&door](const std::shared_ptr<FramePost> &post) { door.engine().headsetLost(post); });
    PhoneCaller caller(door.port);
    caller.invite();
    QTRY_VERIFY(caller.answered());
    caller.acknowledge();
    QTRY_VERIFY(!caller.packets.isEmpty());
    const CallId call = door.journal().events.constFirst().call;
    const auto taken = ask(&door.engine(), [&] { return door.engine().ask(call, dana, verb::TakeOver{}); });
    QTRY_VERIFY_WITH_TIMEOUT(taken.isFinished(), waitMs);
    QVERIFY(taken.result().ok());
    Microphone mouth(u"mic"_s);
    mouth.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(toneHeard(caller, staffHertz) > loud, waitMs);

    mouth.speak(false);
    QTRY_VERIFY_WITH_TIMEOUT(loudnessSince(caller, 0) < speechLoudness / 3, waitMs);
    pulse.unload(mic);
    pulse.unload(ears);
    QElapsedTimer gone;
    gone.start();
    const qsizetype before = caller.heard().size();
    QTRY_VERIFY_WITH_TIMEOUT(loudnessSince(caller, before) > speechLoudness, waitMs);
    qInfo() << "headset unplugged to the assistant's voice, ms:" << gone.elapsed();
    QVERIFY(gone.elapsed() < 1'000);
    QCOMPARE(door.journal().all<HandedBack>().constLast().cause, HandBackCause::ConsoleLost);
    QCOMPARE(door.journal().all<Escalated>().constLast().gravity, Gravity::Urgent);
    QVERIFY(door.journal().all<Ended>().isEmpty()); // the caller is kept
    caller.hangUp();
    QTRY_COMPARE(caller.codes("BYE"), QList{200});
    const auto stopped = door.stop();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), waitMs);
}

QTEST_GUILESS_MAIN(TestHeadsetLoss)
#include "test_headset_loss.moc"
