// Staff in a call: who is seated or rung, what the sound is asked for, and what the call is told once it is so.
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
const Asker joy{StaffId(QStringLiteral("joy")), Role::Supervisor};
const Asker ben{StaffId(QStringLiteral("ben")), Role::Supervisor};

class ScriptedStaffSounds : public StaffSounds // joy has a headset, ben a telephone, nobody else anything
{
public:
    bool has(const StaffId &staff) const override { return staff == joy.staff || staff == ben.staff; }
    std::optional<StaffSound> open(const StaffId &staff) override
    {
        ++inUse;
        if (staff == ben.staff)
            return StaffPhone{PrivateText(QStringLiteral("sip:ben@127.0.0.1"))};
        return headset = std::make_shared<FramePost>();
    }
    void close(const StaffSound &) override { --inUse; }
    int inUse = 0;
    std::shared_ptr<FramePost> headset; // the last
};

struct World
{
    CallId answeredCall()
    {
        const CallId call = line.call(number);
        QCoreApplication::processEvents();
        line.acknowledge(call);
        QCoreApplication::processEvents();
        return call;
    }
    void soundIsArranged(const CallId &call)
    {
        sound.arranges(call);
        QCoreApplication::processEvents();
    }
    const CallSummary &summary(const CallId &call)
    {
        for (const CallSummary &each : engine.calls())
            if (each.id == call)
                shown = each;
        return shown;
    }

    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    ListeningJournal journal;
    ScriptedStaffSounds staff;
    CallSummary shown;
    Engine engine{
        {.clock = clock,
         .line = line,
         .sound = sound,
         .voice = voice,
         .append = [this](const ClinicId &clinic, const CallEvent &event) { return journal.append(clinic, event); },
         .destinationOf =
             [](const PrivateText &called) {
                 return called.reveal() == number
                     ? std::optional(Destination{ClinicId(QStringLiteral("rosewood")), BranchId(QStringLiteral("main")),
                                                 CallRules{.greeting = QStringLiteral("Good morning."),
                                                           .staffLost = QStringLiteral("Please stay on the line.")}})
                     : std::nullopt;
             },
         .staffSounds = &staff}};
};

} // namespace

class TestEngineStaff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoListensAtAHeadsetIsSeatedAndToldOnceItIsSo();
    void aTelephoneIsRungAndArrangedWhenItAnswers();
    void whisperingIsToldOnceItIsSoAndEndsInListening();
    void aTakeOverSilencesTheAssistantAndIsToldByTheSound();
    void handingBackLetsThemGo();
    void aTelephoneThatDiesInATakeOverIsAnUrgentCall();
    void aHeadsetThatIsLostInATakeOverIsAnUrgentCallWithTheAssistant();
    void aHeadsetThatIsLostWhileListeningOnlyLeaves();
    void aHeadsetOfNoCallIsNoLoss();
    void onlyWhoHasTheCallMayHoldIt();
    void aHeldCallerHearsMusicUntilResumed();
    void keysOfStaffGoToTheCallerAndIntoNoJournal();
    void onlyWhoHasTheCallPressesKeys();
    void aColdTransferIsTheLines();
    void aWarmTransferRingsFirstAndJoinsThen();
    void aWarmTransferThatNobodyTakesBringsTheCallerBack();
    void staffHearAnnouncementsBeforeTheAnswer();
    void nobodyHearsThePhoneOfStaffBeforeItAnswers();
    void levelsOfStaffBearTheirNames();
    void atTheEndEverybodyIsLetGo();
    void aDeadLineOfTheCallerIsADroppedCall();

private:
    void asks(const Asker &who, const Verb &verb)
    {
        const Result<> asked = m_world->engine.ask(m_call, who, verb);
        QVERIFY2(asked, asked ? "" : qPrintable(asked.problem().detail));
    }
    LegId lastDialled() const { return LegId(m_world->line.orders.constLast().section(QLatin1Char(' '), 1)); }
    template<class What> QList<What> told() const { return m_world->journal.all<What>(); }

    std::unique_ptr<World> m_world;
    CallId m_call;
};

void TestEngineStaff::init()
{
    m_world = std::make_unique<World>();
    QVERIFY(m_world->engine.start().ok());
    m_call = m_world->answeredCall();
}

void TestEngineStaff::whoListensAtAHeadsetIsSeatedAndToldOnceItIsSo()
{
    asks(joy, verb::Listen{});
    QCOMPARE(m_world->sound.seated.size(), 1);
    QCOMPARE(m_world->sound.arrangements.constLast().staff.constFirst().mode, StaffMode::Listen);
    QVERIFY(told<StaffListening>().isEmpty());
    m_world->soundIsArranged(m_call);
    QCOMPARE(told<StaffListening>().size(), 1);
    QCOMPARE(told<Measured>().constLast().what, QStringLiteral("listen_to_first_packet"));
    asks(joy, verb::Listen{false});
    QVERIFY(m_world->sound.seated.isEmpty());
    QCOMPARE(told<StaffListening>().constLast().on, false);
    QCOMPARE(m_world->staff.inUse, 0);
}

void TestEngineStaff::aTelephoneIsRungAndArrangedWhenItAnswers()
{
    asks(ben, verb::BargeIn{});
    QVERIFY(m_world->line.orders.constLast().startsWith(QStringLiteral("dial ")));
    QVERIFY(m_world->sound.arrangements.isEmpty());
    Q_EMIT m_world->line.connected(lastDialled(), MediaPath{});
    QCoreApplication::processEvents();
    QCOMPARE(m_world->sound.arrangements.constLast().staff.constFirst().mode, StaffMode::BargeIn);
    m_world->soundIsArranged(m_call);
    QCOMPARE(told<BargedIn>().size(), 1);
}

void TestEngineStaff::whisperingIsToldOnceItIsSoAndEndsInListening()
{
    asks(joy, verb::Whisper{});
    QCOMPARE(m_world->sound.arrangements.constLast().staff.constFirst().mode, StaffMode::Whisper);
    QVERIFY(told<StaffWhispering>().isEmpty());
    m_world->soundIsArranged(m_call);
    QCOMPARE(told<StaffWhispering>(), (QList{StaffWhispering{joy.staff, true}}));
    QCOMPARE(told<Measured>().constLast().what, QStringLiteral("whisper_to_first_packet"));
    asks(joy, verb::Whisper{.on = false});
    m_world->soundIsArranged(m_call);
    QCOMPARE(told<StaffWhispering>().constLast(), (StaffWhispering{joy.staff, false}));
    QCOMPARE(m_world->summary(m_call).listening, QList{joy.staff});
    asks(joy, verb::Whisper{});
    m_world->soundIsArranged(m_call);
    m_world->engine.headsetLost(m_world->staff.headset);
    QVERIFY(m_world->summary(m_call).whispering.isEmpty());
    const verb::Whisper typed{
        PrivateText(QStringLiteral("ask her age"))}; // guidance, and nothing is there to be guided
    QCOMPARE(m_world->engine.ask(m_call, joy, typed).problem().kind, Problem::Kind::Refused);
}

void TestEngineStaff::aTakeOverSilencesTheAssistantAndIsToldByTheSound()
{
    m_world->voice.says(m_world->voice.asked.constLast());
    QCoreApplication::processEvents();
    asks(joy, verb::Listen{});
    m_world->soundIsArranged(m_call);
    asks(joy, verb::TakeOver{});
    QVERIFY(m_world->sound.legs[m_call].pieces.isEmpty()); // silent first
    QCOMPARE(m_world->sound.seated.size(), 1);             // the headset was open already
    QVERIFY(told<TookOver>().isEmpty());
    m_world->soundIsArranged(m_call);
    QCOMPARE(told<TookOver>().size(), 1);
    QCOMPARE(m_world->summary(m_call).takenOverBy, joy.staff);
}

void TestEngineStaff::handingBackLetsThemGo()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    asks(joy, verb::HandBack{});
    QVERIFY(m_world->sound.seated.isEmpty());
    QVERIFY(m_world->summary(m_call).takenOverBy.isEmpty());
    QCOMPARE(m_world->staff.inUse, 0);
}

void TestEngineStaff::aTelephoneThatDiesInATakeOverIsAnUrgentCall()
{
    asks(ben, verb::TakeOver{});
    const LegId phone = lastDialled();
    Q_EMIT m_world->line.connected(phone, MediaPath{});
    QCoreApplication::processEvents();
    m_world->soundIsArranged(m_call);
    QCOMPARE(m_world->summary(m_call).takenOverBy, ben.staff);
    Q_EMIT m_world->sound.legSilent(m_call, phone);
    QCoreApplication::processEvents();
    QCOMPARE(told<HandedBack>().constLast().cause, HandBackCause::ConsoleLost);
    QCOMPARE(told<Escalated>().constLast().gravity, Gravity::Urgent);
    QCOMPARE(m_world->staff.inUse, 0);
}

void TestEngineStaff::aHeadsetThatIsLostInATakeOverIsAnUrgentCallWithTheAssistant()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    const Instant lost = m_world->clock.now();
    m_world->engine.headsetLost(m_world->staff.headset);
    QCoreApplication::processEvents();
    QCOMPARE(told<HandedBack>().constLast().cause, HandBackCause::ConsoleLost);
    QCOMPARE(told<Escalated>().constLast().gravity, Gravity::Urgent);
    QVERIFY(m_world->sound.seated.isEmpty());
    QCOMPARE(m_world->staff.inUse, 0);
    QCOMPARE(m_world->voice.asked.constLast().words.reveal(), QStringLiteral("Please stay on the line."));
    QCOMPARE(m_world->clock.now(), lost); // the assistant needs no time to think what to say

    m_world->voice.says(m_world->voice.asked.constLast());
    QCoreApplication::processEvents();
    m_world->sound.playsAll(m_call);
    QCoreApplication::processEvents();
    QVERIFY(m_world->summary(m_call).live()); // the caller waits for a person
    QVERIFY(m_world->summary(m_call).takenOverBy.isEmpty());
}

void TestEngineStaff::aHeadsetThatIsLostWhileListeningOnlyLeaves()
{
    asks(joy, verb::Listen{});
    m_world->soundIsArranged(m_call);
    m_world->engine.headsetLost(m_world->staff.headset);
    QCoreApplication::processEvents();
    QVERIFY(m_world->sound.seated.isEmpty());
    QCOMPARE(told<StaffListening>().constLast().on, false);
    QVERIFY(told<Escalated>().isEmpty());
}

void TestEngineStaff::aHeadsetOfNoCallIsNoLoss()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    m_world->engine.headsetLost(std::make_shared<FramePost>());
    QCOMPARE(m_world->summary(m_call).takenOverBy, joy.staff);
}

void TestEngineStaff::onlyWhoHasTheCallMayHoldIt()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    QVERIFY(!m_world->engine.ask(m_call, ben, verb::Hold{}).ok());
    QVERIFY(!m_world->engine.ask(m_call, joy, verb::Resume{}).ok());
    asks(joy, verb::Hold{});
}

void TestEngineStaff::aHeldCallerHearsMusicUntilResumed()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    asks(joy, verb::Hold{});
    QVERIFY(m_world->sound.arrangements.constLast().held);
    QCOMPARE(m_world->summary(m_call).status, CallStatus::OnHold);
    asks(joy, verb::Resume{});
    QVERIFY(!m_world->sound.arrangements.constLast().held);
    QCOMPARE(m_world->summary(m_call).status, CallStatus::Answered);
}

void TestEngineStaff::keysOfStaffGoToTheCallerAndIntoNoJournal()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    asks(joy, verb::Keypad{PrivateText(QStringLiteral("4929*1#"))});
    QCOMPARE(m_world->sound.pressed.size(), 1);
    QCOMPARE(m_world->sound.pressed[0].leg, callersLeg(m_call));
    QCOMPARE(m_world->sound.pressed[0].keys.reveal(), QStringLiteral("4929*1#"));
    QCOMPARE(told<KeysSent>(), (QList{KeysSent{joy.staff, 7}}));
    for (const CallEvent &event : m_world->journal.events)
        QVERIFY(!toJson(event).contains("4929"));
}

void TestEngineStaff::onlyWhoHasTheCallPressesKeys()
{
    const auto refused = [this](const QString &keys) {
        const Result<> asked = m_world->engine.ask(m_call, joy, verb::Keypad{PrivateText(keys)});
        return asked ? std::nullopt : std::optional(asked.problem().kind);
    };
    asks(joy, verb::Listen{});
    m_world->soundIsArranged(m_call);
    QCOMPARE(refused(QStringLiteral("1")), Problem::Kind::Refused);
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    for (const QString &keys : {QString(), QStringLiteral("1 2"), QStringLiteral("a"), QString(33, QLatin1Char('1'))})
        QCOMPARE(refused(keys), Problem::Kind::Invalid);
    asks(joy, verb::Hold{});
    QCOMPARE(refused(QStringLiteral("1")), Problem::Kind::Refused); // the caller hears music
    QVERIFY(m_world->sound.pressed.isEmpty() && told<KeysSent>().isEmpty());
}

void TestEngineStaff::aColdTransferIsTheLines()
{
    asks(joy, verb::Transfer{.to = PrivateText(QStringLiteral("+4930999"))});
    QCOMPARE(m_world->line.orders.constLast(), QStringLiteral("refer %1").arg(m_call.text()));
    Q_EMIT m_world->line.transferEnded(LegId(m_call.text()), TransferStep::Done);
    QCoreApplication::processEvents();
    QCOMPARE(told<Ended>().constLast().cause, EndCause::Transferred);
}

void TestEngineStaff::aWarmTransferRingsFirstAndJoinsThen()
{
    asks(joy, verb::Transfer{PrivateText(QStringLiteral("+4930999")), TransferKind::Warm});
    QVERIFY(m_world->line.orders.constLast().startsWith(QStringLiteral("dial ")));
    QVERIFY(m_world->sound.arrangements.constLast().held);
    Q_EMIT m_world->line.connected(lastDialled(), MediaPath{});
    QCoreApplication::processEvents();
    QCOMPARE(m_world->line.orders.constLast(), QStringLiteral("join %1").arg(m_call.text()));
}

void TestEngineStaff::aWarmTransferThatNobodyTakesBringsTheCallerBack()
{
    asks(joy, verb::Transfer{PrivateText(QStringLiteral("+4930999")), TransferKind::Warm});
    Q_EMIT m_world->line.notReached(lastDialled(), DialEnd::Busy);
    QCoreApplication::processEvents();
    QCOMPARE(told<TransferFailed>().size(), 1);
    QVERIFY(!m_world->sound.arrangements.constLast().held);
}

void TestEngineStaff::staffHearAnnouncementsBeforeTheAnswer()
{
    asks(joy, verb::TakeOver{});
    m_world->soundIsArranged(m_call);
    asks(joy, verb::Transfer{PrivateText(QStringLiteral("+4930999")), TransferKind::Warm});
    const LegId target = lastDialled();
    QVERIFY(m_world->sound.arrangements.constLast().announcing.isEmpty());
    Q_EMIT m_world->line.heardEarly(target, MediaPath{});
    QCoreApplication::processEvents();
    QCOMPARE(m_world->sound.arrangements.constLast().announcing, target);
    QVERIFY(m_world->sound.arrangements.constLast().held); // the caller hears music
    QVERIFY(m_world->sound.legs[CallId(target.text())].connected);
    Q_EMIT m_world->line.notReached(target, DialEnd::Busy);
    QCoreApplication::processEvents();
    QVERIFY(m_world->sound.arrangements.constLast().announcing.isEmpty());
    QVERIFY(!m_world->sound.arrangements.constLast().held);
}

void TestEngineStaff::nobodyHearsThePhoneOfStaffBeforeItAnswers()
{
    asks(ben, verb::Listen{});
    Q_EMIT m_world->line.heardEarly(lastDialled(), MediaPath{});
    QCoreApplication::processEvents();
    QVERIFY(m_world->sound.arrangements.isEmpty());
    QVERIFY(!m_world->sound.legs[CallId(lastDialled().text())].connected);
}

void TestEngineStaff::levelsOfStaffBearTheirNames()
{
    QList<LiveSound> heard;
    connect(&m_world->engine, &Engine::soundHeard, this, [&](const QList<LiveSound> &calls) { heard = calls; });
    asks(joy, verb::Listen{});
    Q_EMIT m_world->sound.levels({{.call = m_call, .staff = {{m_world->sound.seated.constLast(), {-20, -14}}}}});
    QCOMPARE(heard.size(), 1);
    QCOMPARE(heard[0].staff, (QList<StaffLevel>{{joy.staff, {-20, -14}}}));
}

void TestEngineStaff::atTheEndEverybodyIsLetGo()
{
    asks(joy, verb::Listen{});
    asks(ben, verb::Listen{});
    const LegId phone = lastDialled();
    m_world->line.hangsUp(m_call);
    QCoreApplication::processEvents();
    QVERIFY(m_world->sound.seated.isEmpty());
    QVERIFY(m_world->line.orders.contains(QStringLiteral("hang up %1").arg(phone.text())));
    QCOMPARE(m_world->staff.inUse, 0);
}

void TestEngineStaff::aDeadLineOfTheCallerIsADroppedCall()
{
    Q_EMIT m_world->sound.legSilent(m_call, LegId(m_call.text()));
    QCoreApplication::processEvents();
    QCOMPARE(told<Dropped>().size(), 1);
}

QTEST_GUILESS_MAIN(TestEngineStaff)
#include "test_engine_staff.moc"
