// What a console sees and may do, from its own thread to the engine's and back.
#include "engine/engine_switchboard.h"

#include "ask.h"
#include "engine/engine_thread.h"
#include "scripted/listening_journal.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

const Asker supervisor{StaffId(QStringLiteral("joy")), Role::Supervisor};
const Asker viewer{StaffId(QStringLiteral("sam")), Role::Viewer};

} // namespace

class TestEngineSwitchboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aLiveCallIsShownWithItsEvents();
    void aCallThatIsOverLeaves();
    void staffEndACall();
    void staffLetTheAssistantSaySomething();
    void anAlarmIsClaimedAndResolvedAfterTheCall();
    void aNoteIsWritten();
    void whatNeedsSoundIsRefusedWithTheReason();
    void aTransferNeedsSomebodyToGoTo();
    void nobodyDoesWhatTheirRoleMayNot();
    void aCallThatIsGoneCannotBeAsked();
    void theLevelsOfTheSoundAreSeen();

private:
    CallId answeredCall();
    Result<> ask(const CallId &call, const Verb &verb, const Asker &asker = supervisor);
    template<class Work> void there(Work work) // on the engine's thread
    {
        nightbell::ask(&m_engine->engine(), std::move(work)).waitForFinished();
    }

    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<EngineSwitchboard> m_board;
    ScriptedLine *m_line = nullptr; // these live on the engine's thread
    ScriptedSound *m_sound = nullptr;
    ListeningJournal m_journal;
};

void TestEngineSwitchboard::init()
{
    m_journal = {};
    auto line = std::make_unique<ScriptedLine>();
    auto sound = std::make_unique<ScriptedSound>();
    m_line = line.get();
    m_sound = sound.get();
    m_engine = std::make_unique<EngineThread>(EngineThread::Parts{
        .clock = std::make_unique<VirtualClock>(),
        .line = std::move(line),
        .sound = std::move(sound),
        .voice = std::make_unique<ScriptedVoice>(),
        .append = [this](const ClinicId &clinic, const CallEvent &event) { return m_journal.append(clinic, event); },
        .destinationOf =
            [](const PrivateText &) {
                return Destination{ClinicId(QStringLiteral("rosewood")), BranchId(QStringLiteral("main")),
                                   CallRules{.greeting = QStringLiteral("Good morning.")}};
            },
    });
    m_board = std::make_unique<EngineSwitchboard>(m_engine->engine());
    QVERIFY(m_engine->start().ok());
}

void TestEngineSwitchboard::cleanup()
{
    m_board.reset();
    m_engine.reset();
}

CallId TestEngineSwitchboard::answeredCall()
{
    CallId call;
    there([&] { call = m_line->call(QStringLiteral("100")); });
    [&] { QTRY_COMPARE(m_board->events(call).size(), 2); }();
    there([&] { m_line->acknowledge(call); });
    [&] { QTRY_COMPARE(m_board->events(call).size(), 5); }();
    return call;
}

Result<> TestEngineSwitchboard::ask(const CallId &call, const Verb &verb, const Asker &asker)
{
    auto answer = m_board->ask(call, asker, verb);
    answer.waitForFinished();
    return answer.result();
}

void TestEngineSwitchboard::aLiveCallIsShownWithItsEvents()
{
    const CallId call = answeredCall();
    QCOMPARE(m_board->calls().size(), 1);
    QCOMPARE(m_board->calls()[0].id, call);
    QCOMPARE(m_board->calls()[0].status, CallStatus::Answered);
    QCOMPARE(kindOf(m_board->events(call)[0].what), QStringLiteral("initiated"));
    QCOMPARE(kindOf(m_board->events(call)[4].what), QStringLiteral("said"));
}

void TestEngineSwitchboard::aCallThatIsOverLeaves()
{
    const CallId call = answeredCall();
    there([&] { m_line->hangsUp(call); });
    QTRY_VERIFY(m_board->calls().isEmpty());
    QVERIFY(m_board->events(call).isEmpty());
}

void TestEngineSwitchboard::staffEndACall()
{
    const CallId call = answeredCall();
    QVERIFY(ask(call, verb::End{}).ok());
    QTRY_VERIFY(m_board->calls().isEmpty());
    QCOMPARE(m_journal.all<EndAsked>()[0].staff, supervisor.staff);
    QCOMPARE(m_journal.all<Ended>()[0].cause, EndCause::StaffEnded);
}

void TestEngineSwitchboard::staffLetTheAssistantSaySomething()
{
    const CallId call = answeredCall();
    QVERIFY(ask(call, verb::Say{PrivateText(QStringLiteral("One moment."))}).ok());
    const Said said = m_journal.all<Said>().constLast();
    QCOMPARE(said.by, SpokenBy::StaffTyped);
    QCOMPARE(said.sentence, 2);
    QVERIFY(m_journal.all<Played>().isEmpty()); // it waits for the voice, and was not turned away
    QCOMPARE(ask(call, verb::Say{}).problem().kind, Problem::Kind::Invalid);
}

void TestEngineSwitchboard::anAlarmIsClaimedAndResolvedAfterTheCall()
{
    const CallId call = answeredCall();
    there([&] { m_sound->hears(call, '0'); });
    QTRY_COMPARE(m_board->calls().value(0).escalations.size(), 1);
    const EscalationId alarm = m_board->calls()[0].escalations[0].id;
    there([&] { m_line->hangsUp(call); });
    QTRY_VERIFY(!m_board->calls().value(0).live());
    QVERIFY(ask(call, verb::Claim{alarm}).ok());
    QCOMPARE(ask(call, verb::Claim{EscalationId(QStringLiteral("another"))}).problem().kind, Problem::Kind::NotFound);
    QVERIFY(ask(call, verb::Resolve{alarm, PrivateText(QStringLiteral("called back"))}).ok());
    QTRY_VERIFY(m_board->calls().isEmpty());
    QCOMPARE(m_journal.all<EscalationResolved>()[0].staff, supervisor.staff);
}

void TestEngineSwitchboard::aNoteIsWritten()
{
    const CallId call = answeredCall();
    QVERIFY(ask(call, verb::Note{PrivateText(QStringLiteral("prefers mornings"))}).ok());
    QCOMPARE(m_journal.all<NoteWritten>()[0].staff, supervisor.staff);
}

void TestEngineSwitchboard::whatNeedsSoundIsRefusedWithTheReason()
{
    const CallId call = answeredCall();
    const qsizetype events = m_journal.events.size();
    for (const Verb &verb :
         {Verb(verb::Listen{}), Verb(verb::BargeIn{}), Verb(verb::TakeOver{}), Verb(verb::HandBack{}),
          Verb(verb::Hold{}), Verb(verb::Resume{}), Verb(verb::Keypad{PrivateText(QStringLiteral("1"))}),
          Verb(verb::PauseRecording{}), Verb(verb::ResumeRecording{}), Verb(verb::Whisper{})}) {
        const Result<> asked = ask(call, verb);
        QVERIFY(!asked.ok());
        QCOMPARE(asked.problem().kind, Problem::Kind::Refused);
        QVERIFY(!asked.problem().detail.startsWith(QStringLiteral("no right")));
    }
    QCOMPARE(m_journal.events.size(), events);
}

void TestEngineSwitchboard::aTransferNeedsSomebodyToGoTo()
{
    QCOMPARE(ask(answeredCall(), verb::Transfer{}).problem().kind, Problem::Kind::Invalid);
}

void TestEngineSwitchboard::nobodyDoesWhatTheirRoleMayNot()
{
    const Result<> asked = ask(answeredCall(), verb::End{}, viewer);
    QCOMPARE(asked.problem().kind, Problem::Kind::Refused);
    QVERIFY(m_journal.all<EndAsked>().isEmpty());
}

void TestEngineSwitchboard::aCallThatIsGoneCannotBeAsked()
{
    QCOMPARE(ask(CallId(QStringLiteral("gone")), verb::End{}).problem().kind, Problem::Kind::NotFound);
}

void TestEngineSwitchboard::theLevelsOfTheSoundAreSeen()
{
    const CallId call = answeredCall();
    QSignalSpy seen(m_board.get(), &Switchboard::soundHeard);
    there([this, call] { Q_EMIT m_sound->levels({{.call = call, .caller = {-18, -12}}}); });
    QTRY_COMPARE(seen.size(), 1);
    const auto calls = seen[0][0].value<QList<LiveSound>>();
    QCOMPARE(calls.constFirst().call, call);
    QCOMPARE(calls.constFirst().caller, (SoundLevel{-18, -12}));
}

QTEST_GUILESS_MAIN(TestEngineSwitchboard)
#include "test_engine_switchboard.moc"
