#include "engine/engine.h"
#include "scripted/listening_journal.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

namespace {

const QString number = QStringLiteral("100");
const Asker nurse{StaffId(QStringLiteral("joy")), Role::Supervisor};
const ClinicId rosewood(QStringLiteral("rosewood"));

struct World
{
    World()
    {
        QObject::connect(&engine, &Engine::callGone, &engine, [this](const CallId &call) { gone.append(call); });
        QObject::connect(&engine, &Engine::stopped, &engine, [this] { ++stops; });
    }

    CallId answeredCall() // greeted, and the voice has given it all to the sound
    {
        const CallId call = line.call(number);
        QCoreApplication::processEvents();
        line.acknowledge(call);
        QCoreApplication::processEvents();
        voice.says(voice.asked.constLast());
        QCoreApplication::processEvents();
        return call;
    }

    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    ListeningJournal journal;
    CallRules rules{.greeting = QStringLiteral("Good morning, this is Rosewood."), .ringLimit = 60s};
    Engine engine{{clock, line, sound, voice,
                   [this](const ClinicId &clinic, const CallEvent &event) { return journal.append(clinic, event); },
                   [this](const PrivateText &called) {
                       return called.reveal() == number
                           ? std::optional(Destination{rosewood, BranchId(QStringLiteral("main")), rules})
                           : std::nullopt;
                   }}};
    QList<CallId> gone;
    int stops = 0;
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCallIsAnsweredGreetedAndEnded();
    void theSoundStartsWithTheAcknowledgementNotBefore();
    void everyEventIsJournalledForItsClinicAtItsTime();
    void aCallerWhoHangsUpMidSentenceLeavesHowMuchWasHeard();
    void aSentenceTheVoiceHasNotBegunWasNeverPlayed();
    void lateSpeechIsDroppedByNumber();
    void aVoiceThatFailsDoesNotLeaveTheCallerWaiting();
    void anUnknownNumberIsRefusedAndNotJournalled();
    void withoutASeatTheCallIsRefusedAsBusy();
    void aDeadLineLeavesAResumableSession();
    void aCallNobodyAcknowledgesEndsInTime();
    void aKeyIsJournalled();
    void theFirstPacketIsMeasuredOnce();
    void whatStaffAskOfAnUnknownCallIsAProblem();
    void anEventThatIsNotKeptIsCounted();
    void stoppingLetsTheLastWordsBeSpoken();
    void stoppingDoesNotWaitForeverForThem();
    void aLineThatCannotOpenIsTold();

private:
    std::unique_ptr<World> m_world;
};

void TestEngine::init()
{
    m_world = std::make_unique<World>();
    QVERIFY(m_world->engine.start().ok());
}

void TestEngine::cleanup() { m_world.reset(); }

void TestEngine::aCallIsAnsweredGreetedAndEnded()
{
    World &world = *m_world;
    const CallId call = world.answeredCall();
    QCOMPARE(world.voice.asked.size(), 1);
    QCOMPARE(world.voice.asked[0].words.reveal(), world.rules.greeting);
    QCOMPARE(world.line.orders,
             (QStringList{QStringLiteral("open"), QStringLiteral("ring call-1"), QStringLiteral("answer call-1")}));

    world.sound.playsAll(call);
    QTRY_COMPARE(world.gone, QList{call});
    QCOMPARE(world.line.orders.constLast(), QStringLiteral("hang up call-1"));
    QVERIFY(world.sound.legs.isEmpty());
    QCOMPARE(world.journal.kinds(),
             (QStringList{QStringLiteral("initiated"), QStringLiteral("ringing"), QStringLiteral("answered"),
                          QStringLiteral("turn_moved"), QStringLiteral("said"), QStringLiteral("played"),
                          QStringLiteral("phase_moved"), QStringLiteral("end_asked"), QStringLiteral("ended")}));
    const Played played = world.journal.all<Played>()[0];
    QCOMPARE(played.how, PlayedHow::Whole);
    QCOMPARE(played.playedMs, 1'000);
    QCOMPARE(played.heardCharacters, int(world.rules.greeting.size()));
    QCOMPARE(world.journal.all<Ended>()[0].cause, EndCause::AssistantEnded);
    QVERIFY(world.engine.calls().isEmpty());
}

void TestEngine::theSoundStartsWithTheAcknowledgementNotBefore()
{
    World &world = *m_world;
    const CallId call = world.line.call(number);
    QTRY_VERIFY(world.sound.legs.contains(call));
    QVERIFY(!world.sound.legs[call].connected);
    QVERIFY(world.voice.asked.isEmpty());
    world.line.acknowledge(call);
    QTRY_VERIFY(world.sound.legs[call].connected);
}

void TestEngine::everyEventIsJournalledForItsClinicAtItsTime()
{
    World &world = *m_world;
    const Instant before = world.clock.now();
    const CallId call = world.line.call(number);
    QTRY_COMPARE(world.journal.events.size(), 2);
    world.clock.pass(3s);
    world.line.hangsUp(call);
    QTRY_COMPARE(world.journal.kinds().constLast(), QStringLiteral("ended"));
    QCOMPARE(world.journal.events[0].at, before);
    QCOMPARE(world.journal.events.constLast().at, before + 3s);
    QVERIFY(std::all_of(world.journal.clinics.cbegin(), world.journal.clinics.cend(),
                        [](const ClinicId &clinic) { return clinic == rosewood; }));
    const Initiated begun = world.journal.all<Initiated>()[0];
    QCOMPARE(begun.to.reveal(), number);
    QCOMPARE(begun.provider, QStringLiteral("scripted"));
    QCOMPARE(begun.providerCall.reveal(), QStringLiteral("theirs-1"));
}

void TestEngine::aCallerWhoHangsUpMidSentenceLeavesHowMuchWasHeard()
{
    World &world = *m_world;
    const CallId call = world.answeredCall();
    world.line.hangsUp(call);
    QTRY_COMPARE(world.gone, QList{call});
    const auto played = world.journal.all<Played>();
    QCOMPARE(played.size(), 1);
    QCOMPARE(played[0].how, PlayedHow::Cut);
    QCOMPARE(played[0].playedMs, 500);
    QCOMPARE(played[0].heardCharacters, int(world.rules.greeting.size() / 2));
    QCOMPARE(world.journal.all<Ended>()[0].cause, EndCause::CallerHungUp);
    QVERIFY(!world.line.orders.contains(QStringLiteral("hang up call-1")));
    QVERIFY(world.voice.hushed.contains(call));
}

void TestEngine::aSentenceTheVoiceHasNotBegunWasNeverPlayed()
{
    World &world = *m_world;
    const CallId call = world.line.call(number);
    QTRY_VERIFY(world.sound.legs.contains(call));
    world.line.acknowledge(call);
    QTRY_COMPARE(world.voice.asked.size(), 1);
    world.line.hangsUp(call);
    QTRY_COMPARE(world.gone, QList{call});
    QCOMPARE(world.journal.all<Played>()[0].how, PlayedHow::Never);
}

void TestEngine::lateSpeechIsDroppedByNumber()
{
    World &world = *m_world;
    const CallId call = world.answeredCall();
    const Sentence greeting = world.voice.asked[0];
    world.line.hangsUp(call);
    QTRY_COMPARE(world.gone, QList{call});
    world.voice.says(greeting);
    QTRY_COMPARE(world.engine.counts().stalePieces, 1u);
    const CallId another = world.answeredCall();
    Sentence stale = world.voice.asked.constLast();
    stale.turn = 0;
    const qsizetype pieces = world.sound.legs[another].pieces.size();
    world.voice.says(stale);
    QTRY_COMPARE(world.engine.counts().stalePieces, 2u);
    QCOMPARE(world.sound.legs[another].pieces.size(), pieces);
}

void TestEngine::aVoiceThatFailsDoesNotLeaveTheCallerWaiting()
{
    World &world = *m_world;
    const CallId call = world.line.call(number);
    QTRY_VERIFY(world.sound.legs.contains(call));
    world.line.acknowledge(call);
    QTRY_COMPARE(world.voice.asked.size(), 1);
    world.voice.fails(world.voice.asked[0]);
    QTRY_COMPARE(world.gone, QList{call});
    QCOMPARE(world.journal.all<Played>()[0].how, PlayedHow::Never);
    QCOMPARE(world.engine.counts().failedSentences, 1u);
}

void TestEngine::anUnknownNumberIsRefusedAndNotJournalled()
{
    World &world = *m_world;
    world.line.call(QStringLiteral("999"));
    QTRY_COMPARE(world.line.refusals, QList{Refusal::UnknownNumber});
    QVERIFY(world.journal.events.isEmpty());
    QCOMPARE(world.engine.counts().unknownNumbers, 1u);
    QVERIFY(world.engine.calls().isEmpty());
}

void TestEngine::withoutASeatTheCallIsRefusedAsBusy()
{
    World &world = *m_world;
    world.answeredCall();
    world.answeredCall();
    const CallId third = world.line.call(number);
    QTRY_COMPARE(world.line.refusals, QList{Refusal::Busy});
    QCOMPARE(world.journal.all<Ended>()[0].cause, EndCause::Refused);
    QTRY_COMPARE(world.gone, QList{third});
    QCOMPARE(world.engine.calls().size(), 2);
    QCOMPARE(world.engine.counts().noSound, 1u);
}

void TestEngine::aDeadLineLeavesAResumableSession()
{
    World &world = *m_world;
    const CallId call = world.answeredCall();
    world.line.dies(call);
    QTRY_COMPARE(world.journal.all<Dropped>().size(), 1);
    const Dropped dropped = world.journal.all<Dropped>()[0];
    QCOMPARE(dropped.cause, EndCause::LineLost);
    QCOMPARE(dropped.resumableUntilMs, toMs(world.clock.now() + world.rules.sessionTtl));
    QTRY_VERIFY(world.sound.legs.isEmpty());
    QTRY_COMPARE(world.journal.all<Played>().size(), 1);
    QVERIFY(world.gone.isEmpty()); // the caller may come back
    world.clock.pass(world.rules.sessionTtl + 1s);
    QCOMPARE(world.journal.all<SessionClosed>().size(), 1);
    QTRY_COMPARE(world.gone, QList{call});
}

void TestEngine::aCallNobodyAcknowledgesEndsInTime()
{
    World &world = *m_world;
    const CallId call = world.line.call(number);
    QTRY_COMPARE(world.journal.events.size(), 2);
    world.clock.pass(59s);
    QVERIFY(world.journal.all<Ended>().isEmpty());
    world.clock.pass(2s);
    QCOMPARE(world.journal.all<Ended>()[0].cause, EndCause::NoAnswer);
    QCOMPARE(world.line.orders.constLast(), QStringLiteral("hang up call-1"));
    QTRY_COMPARE(world.gone, QList{call});
}

void TestEngine::aKeyIsJournalled()
{
    World &world = *m_world;
    world.sound.hears(world.answeredCall(), '7');
    QCOMPARE(world.journal.all<KeyPressed>()[0].key.reveal(), QStringLiteral("7"));
}

void TestEngine::theFirstPacketIsMeasuredOnce()
{
    World &world = *m_world;
    world.sound.begins(world.answeredCall(), 31.5);
    const auto measured = world.journal.all<Measured>();
    QCOMPARE(measured.size(), 1);
    QCOMPARE(measured[0].what, QStringLiteral("answer_to_first_packet"));
    QCOMPARE(measured[0].ms, 31.5);
}

void TestEngine::whatStaffAskOfAnUnknownCallIsAProblem()
{
    const Result<> asked = m_world->engine.ask(CallId(QStringLiteral("nobody")), nurse, verb::End{});
    QCOMPARE(asked.problem().kind, Problem::Kind::NotFound);
}

void TestEngine::anEventThatIsNotKeptIsCounted()
{
    World &world = *m_world;
    world.journal.answer = Problem{Problem::Kind::Unreachable, QStringLiteral("no store")};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("an event was not kept")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("an event was not kept")));
    world.line.call(number);
    QTRY_COMPARE(world.engine.counts().failedAppends, 2u);
}

void TestEngine::stoppingLetsTheLastWordsBeSpoken()
{
    World &world = *m_world;
    const CallId call = world.answeredCall();
    world.engine.stop();
    QVERIFY(world.journal.all<Ended>().isEmpty());
    world.line.call(number);
    QTRY_COMPARE(world.line.refusals, QList{Refusal::Unavailable});
    QCOMPARE(world.stops, 0);
    world.sound.playsAll(call);
    QTRY_COMPARE(world.stops, 1);
    QCOMPARE(world.journal.all<Ended>()[0].cause, EndCause::AssistantEnded);
    QCOMPARE(world.line.orders.constLast(), QStringLiteral("close"));
}

void TestEngine::stoppingDoesNotWaitForeverForThem()
{
    World &world = *m_world;
    world.answeredCall();
    world.engine.stop();
    world.clock.pass(lastWordsAtMost + 1s);
    QTRY_COMPARE(world.stops, 1);
    QCOMPARE(world.journal.all<Dropped>()[0].cause, EndCause::EngineLost);
    QVERIFY(world.line.orders.contains(QStringLiteral("hang up call-1")));
}

void TestEngine::aLineThatCannotOpenIsTold()
{
    World world;
    world.line.opening = Problem{Problem::Kind::Locked, QStringLiteral("sip.listen")};
    QCOMPARE(world.engine.start().problem().kind, Problem::Kind::Locked);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
