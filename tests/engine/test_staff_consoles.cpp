// A remote console of staff comes as a leg with a ticket, and is seated when its person steps into a call.
#include "engine/engine.h"
#include "scripted/listening_journal.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const Asker joy{StaffId(u"joy"_s), Role::Supervisor};

struct World
{
    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    ListeningJournal journal;
    Engine engine{
        {.clock = clock,
         .line = line,
         .sound = sound,
         .voice = voice,
         .append = [this](const ClinicId &clinic, const CallEvent &event) { return journal.append(clinic, event); },
         .destinationOf =
             [](const PrivateText &) {
                 return std::optional(Destination{ClinicId(u"rosewood"_s), BranchId(u"main"_s),
                                                  CallRules{.greeting = u"Good morning."_s}});
             }}};

    CallId answeredCall()
    {
        const CallId call = line.call(u"100"_s);
        QCoreApplication::processEvents();
        line.acknowledge(call);
        QCoreApplication::processEvents();
        return call;
    }
    LegId console(const QByteArray &ticket)
    {
        const LegId leg(u"console-%1"_s.arg(++consoles));
        Q_EMIT line.arrived({.leg = leg, .media = MediaKind::Post, .staffTicket = ticket});
        QCoreApplication::processEvents();
        return leg;
    }
    bool ordered(const char *what, const LegId &leg) const
    {
        return line.orders.contains(QLatin1String(what) + u' ' + leg.text());
    }
    int consoles = 0;
};

} // namespace

class TestStaffConsoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aTicketIsForOneLegAndAShortTime();
    void aLaterConsoleTakesThePlaceOfTheFirst();
    void oldTicketsGoFirst();
    void whoHasNoConsoleCannotListen();
    void aConsoleIsAnsweredWhenItsPersonStepsIn();
    void whoLeavesTheCallHangsUp();
    void aConsoleThatDiesInATakeOverIsAnUrgentCall();
    void aConsoleThatIsGoneBeforeIsForgotten();
    void aWrongTicketIsRefusedAndIsNoCall();

private:
    template<class What> QList<What> told() const { return m_world->journal.all<What>(); }

    std::unique_ptr<World> m_world;
    CallId m_call;
};

void TestStaffConsoles::init()
{
    m_world = std::make_unique<World>();
    QVERIFY(m_world->engine.start().ok());
    m_call = m_world->answeredCall();
}

void TestStaffConsoles::aTicketIsForOneLegAndAShortTime()
{
    StaffConsoles consoles;
    const Instant now = instantFromMs(1'000'000);
    const QByteArray first = consoles.ticketFor(joy.staff, now);
    const QByteArray second = consoles.ticketFor(joy.staff, now);
    QCOMPARE(first.size(), 32);
    QVERIFY(first != second);
    QCOMPARE(consoles.redeem(first, now + ticketLife), joy.staff);
    QVERIFY(!consoles.redeem(first, now));
    QVERIFY(!consoles.redeem(second, now + ticketLife + Span{1}));
    QVERIFY(!consoles.redeem({}, now));
}

void TestStaffConsoles::aLaterConsoleTakesThePlaceOfTheFirst()
{
    StaffConsoles consoles;
    QVERIFY(!consoles.wait(joy.staff, {LegId(u"one"_s)}));
    QCOMPARE(consoles.wait(joy.staff, {LegId(u"two"_s)})->leg, LegId(u"one"_s));
    QCOMPARE(consoles.take(joy.staff)->leg, LegId(u"two"_s));
    QVERIFY(!consoles.has(joy.staff));
}

void TestStaffConsoles::oldTicketsGoFirst()
{
    StaffConsoles consoles;
    const Instant now = instantFromMs(1'000'000);
    const QByteArray oldest = consoles.ticketFor(joy.staff, now);
    QByteArray latest;
    for (qsizetype given = 0; given < ticketsAtMost; ++given)
        latest = consoles.ticketFor(joy.staff, now);
    QVERIFY(!consoles.redeem(oldest, now));
    QVERIFY(consoles.redeem(latest, now));
}

void TestStaffConsoles::whoHasNoConsoleCannotListen()
{
    QVERIFY(!m_world->engine.ask(m_call, joy, verb::Listen{}).ok());
}

void TestStaffConsoles::aConsoleIsAnsweredWhenItsPersonStepsIn()
{
    const LegId leg = m_world->console(m_world->engine.ticketFor(joy.staff));
    QVERIFY(!m_world->ordered("answer", leg));
    QVERIFY(m_world->engine.ask(m_call, joy, verb::Listen{}).ok());
    QVERIFY(m_world->ordered("answer", leg));
    QVERIFY(m_world->sound.arrangements.isEmpty());
    Q_EMIT m_world->line.connected(leg, MediaPath{});
    QCoreApplication::processEvents();
    QCOMPARE(m_world->sound.arrangements.constLast().staff.constFirst(), (StaffPlace{leg, StaffMode::Listen}));
    m_world->sound.arranges(m_call);
    QCOMPARE(told<StaffListening>().size(), 1);
    QVERIFY(m_world->engine.ask(m_call, joy, verb::TakeOver{}).ok()); // with the same leg
    QCOMPARE(m_world->sound.arrangements.constLast().staff.constFirst(), (StaffPlace{leg, StaffMode::TakeOver}));
    QCOMPARE(m_world->engine.calls().size(), 1);
}

void TestStaffConsoles::whoLeavesTheCallHangsUp()
{
    const LegId leg = m_world->console(m_world->engine.ticketFor(joy.staff));
    QVERIFY(m_world->engine.ask(m_call, joy, verb::Listen{}).ok());
    Q_EMIT m_world->line.connected(leg, MediaPath{});
    QCoreApplication::processEvents();
    QVERIFY(m_world->engine.ask(m_call, joy, verb::Listen{false}).ok());
    QVERIFY(m_world->ordered("hang up", leg));
    QVERIFY(!m_world->engine.ask(m_call, joy, verb::Listen{}).ok()); // the next time with another ticket
}

void TestStaffConsoles::aConsoleThatDiesInATakeOverIsAnUrgentCall()
{
    const LegId leg = m_world->console(m_world->engine.ticketFor(joy.staff));
    QVERIFY(m_world->engine.ask(m_call, joy, verb::TakeOver{}).ok());
    Q_EMIT m_world->line.connected(leg, MediaPath{});
    QCoreApplication::processEvents();
    m_world->sound.arranges(m_call);
    QCOMPARE(told<TookOver>().size(), 1);
    Q_EMIT m_world->line.ended(leg, EndCause::LineLost);
    QCoreApplication::processEvents();
    QCOMPARE(told<HandedBack>().constLast().cause, HandBackCause::ConsoleLost);
    QCOMPARE(told<Escalated>().constLast().gravity, Gravity::Urgent);
}

void TestStaffConsoles::aConsoleThatIsGoneBeforeIsForgotten()
{
    const LegId leg = m_world->console(m_world->engine.ticketFor(joy.staff));
    Q_EMIT m_world->line.ended(leg, EndCause::LineLost);
    QCoreApplication::processEvents();
    QVERIFY(!m_world->engine.ask(m_call, joy, verb::Listen{}).ok());
}

void TestStaffConsoles::aWrongTicketIsRefusedAndIsNoCall()
{
    const LegId leg = m_world->console("0123456789abcdef");
    QVERIFY(m_world->ordered("refuse", leg));
    QCOMPARE(m_world->engine.counts().badTickets, 1u);
    QCOMPARE(m_world->engine.calls().size(), 1);
}

QTEST_GUILESS_MAIN(TestStaffConsoles)
#include "test_staff_consoles.moc"
