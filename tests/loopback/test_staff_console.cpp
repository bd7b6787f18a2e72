// Staff at a remote console: a patient calls by telephone or from a browser, the console's leg comes with a ticket, and
// each hears the other over real SIP and RTP, ICE, DTLS and SRTP. Only the signalling texts are carried by hand.
#include "audio/rtp_sound.h"
#include "engine/engine.h"
#include "engine/system_clock.h"
#include "line/lines.h"
#include "line/simulated_callers.h"
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/listening_journal.h"
#include "scripted/opus_party.h"
#include "scripted/scripted_voice.h"
#include "scripted/tones.h"
#include "scripted/web_end.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const QHostAddress here(QHostAddress::LocalHost);
const Asker joy{StaffId(u"joy"_s), Role::Supervisor};
constexpr double patientsTone = 1'000, staffsTone = 440;

WebLine::Place placeFor(int calls) { return {.host = here, .ports = {40'000, 49'999}, .callsAtMost = calls}; }

struct WebParty // who calls in
{
    explicit WebParty(double hertz) : sound(hertz), end(placeFor(1)) { }

    bool offers()
    {
        return end.line.open().ok() && end.line.offer(leg, sound.post()).ok()
            && QTest::qWaitFor([this] { return !end.texts.isEmpty(); });
    }
    bool speaks()
    {
        if (!QTest::qWaitFor([this] { return !end.paths.isEmpty(); }))
            return false;
        sound.speak(end.path());
        return true;
    }

    const LegId leg{u"theirs"_s};
    OpusParty sound;
    WebEnd end;
};

} // namespace

class TestStaffConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void staffHearThePatientAndThenSpeakToThem();
    void aPatientAtATelephoneIsHeardAndHears();
    void aConsoleThatFallsAwayGivesTheCallBack();
    void aStrangersTicketIsRefused();

private:
    void connectTogether();
    void listenTo(const CallId &call);

    SystemClock m_clock;
    ScriptedVoice m_voice;
    ListeningJournal m_journal;
    WebLine *m_line = nullptr; // one of m_lines
    std::unique_ptr<Lines> m_lines;
    std::unique_ptr<RtpSound> m_sound;
    std::unique_ptr<Engine> m_engine;
    QHash<LegId, WebEnd *> m_far; // by our leg
    std::unique_ptr<WebParty> m_patient;
    std::unique_ptr<WebParty> m_staff;
    CallId m_call;
    quint16 m_sipPort = 0;
    bool m_stopped = false;
};

void TestStaffConsole::init()
{
    m_stopped = false;
    m_journal = {};
    m_sipPort = freeSipPort();
    std::vector<std::unique_ptr<Line>> lines;
    lines.push_back(std::make_unique<SipLine>(SipLine::Place{.listen = {here, m_sipPort}, .callsAtMost = 4}));
    auto web = std::make_unique<WebLine>(placeFor(4));
    m_line = web.get();
    lines.push_back(std::move(web));
    m_lines = std::make_unique<Lines>(std::move(lines));
    m_sound = std::make_unique<RtpSound>(RtpSound::Place{here, PortRange{24'000, 27'999}, 4});
    m_engine = std::make_unique<Engine>(EngineParts{
        .clock = m_clock,
        .line = *m_lines,
        .sound = *m_sound,
        .voice = m_voice,
        .append = [this](const ClinicId &clinic, const CallEvent &event) { return m_journal.append(clinic, event); },
        .destinationOf =
            [](const PrivateText &) {
                return std::optional(Destination{ClinicId(u"rosewood"_s), BranchId(u"main"_s),
                                                 CallRules{.greeting = u"Good morning."_s}});
            }});
    connect(m_line, &WebLine::said, this, [this](const LegId &leg, const QByteArray &text) {
        if (WebEnd *far = m_far.value(leg))
            (void)far->line.hear(LegId(u"theirs"_s), text);
    });
    connect(m_engine.get(), &Engine::stopped, this, [this] { m_stopped = true; });
    QVERIFY(m_engine->start().ok());
    m_patient = std::make_unique<WebParty>(patientsTone);
    m_staff = std::make_unique<WebParty>(staffsTone);
    QVERIFY(m_patient->offers() && m_staff->offers());
}

void TestStaffConsole::cleanup()
{
    m_far.clear();
    m_staff.reset();
    m_patient.reset();
    m_engine->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_stopped, 20'000);
    m_engine.reset();
    m_sound.reset();
    m_lines.reset();
}

void TestStaffConsole::connectTogether()
{
    const auto call = m_line->invite({.called = {PrivateText(u"100"_s)}}, m_patient->end.texts[0]);
    QVERIFY(call.ok());
    m_call = CallId(call.value().text());
    m_far.insert(call.value(), &m_patient->end);
    QVERIFY(m_patient->speaks());
    listenTo(m_call);
}

void TestStaffConsole::listenTo(const CallId &call)
{
    const auto console = m_line->invite({.staffTicket = m_engine->ticketFor(joy.staff)}, m_staff->end.texts[0]);
    QVERIFY(console.ok());
    m_far.insert(console.value(), &m_staff->end);
    QTRY_VERIFY(m_engine->ask(call, joy, verb::Listen{}).ok()); // once its leg has come
    QVERIFY(m_staff->speaks());
    QTRY_COMPARE(m_journal.all<StaffListening>().size(), 1);
}

void TestStaffConsole::staffHearThePatientAndThenSpeakToThem()
{
    connectTogether();
    QTRY_VERIFY(m_staff->sound.amplitude(patientsTone) > 4'000);
    QVERIFY(m_patient->sound.amplitude(staffsTone) < 100);
    QVERIFY(m_engine->ask(m_call, joy, verb::TakeOver{}).ok());
    QTRY_VERIFY(m_patient->sound.amplitude(staffsTone) > 4'000);
    QVERIFY(m_patient->sound.amplitude(patientsTone) < 100);
    QCOMPARE(m_journal.all<TookOver>().size(), 1);
    QVERIFY(m_engine->ask(m_call, joy, verb::HandBack{}).ok());
    QTRY_COMPARE(m_staff->end.ends.size(), 1);
    QCOMPARE(m_journal.all<HandedBack>().size(), 1);
}

void TestStaffConsole::aPatientAtATelephoneIsHeardAndHears()
{
    Pcm heard;
    QObject listener;
    SimulatedCallers telephones({});
    connect(&telephones, &SimulatedCallers::heard, &listener, [&](const LegId &, const Pcm &frame) { heard += frame; });
    QVERIFY(telephones.open().ok());
    const LegId telephone =
        telephones.dial({PrivateText(u"sip:100@127.0.0.1:%1"_s.arg(m_sipPort)), PrivateText(u"+4930123456"_s), {}});
    QTRY_COMPARE(m_journal.all<Answered>().size(), 1);
    const auto words = tone(patientsTone, narrowRate, 8 * narrowRate);
    telephones.say(telephone, Pcm(words.begin(), words.end()));
    listenTo(m_engine->calls().constFirst().id);
    QTRY_VERIFY(m_staff->sound.amplitude(patientsTone) > 4'000);
    QVERIFY(m_engine->ask(m_engine->calls().constFirst().id, joy, verb::TakeOver{}).ok());
    const auto staffInIt = [&] {
        const auto length = std::min<std::size_t>(std::size_t(heard.size()), narrowRate);
        return amplitudeOf(staffsTone, narrowRate,
                           std::span(heard.constData(), std::size_t(heard.size())).last(length));
    };
    QTRY_VERIFY(staffInIt() > 4'000);
}

void TestStaffConsole::aConsoleThatFallsAwayGivesTheCallBack()
{
    connectTogether();
    QVERIFY(m_engine->ask(m_call, joy, verb::TakeOver{}).ok());
    QTRY_COMPARE(m_journal.all<TookOver>().size(), 1);
    m_staff->end.line.order(m_staff->leg, HangUpLeg{});
    QTRY_COMPARE(m_journal.all<HandedBack>().size(), 1);
    QCOMPARE(m_journal.all<HandedBack>()[0].cause, HandBackCause::ConsoleLost);
    QCOMPARE(m_journal.all<Escalated>().constLast().gravity, Gravity::Urgent);
}

void TestStaffConsole::aStrangersTicketIsRefused()
{
    const auto console = m_line->invite({.staffTicket = "0123456789abcdef"}, m_staff->end.texts[0]);
    QVERIFY(console.ok());
    m_far.insert(console.value(), &m_staff->end);
    QTRY_COMPARE(m_staff->end.ends.size(), 1);
    QCOMPARE(m_engine->counts().badTickets, 1u);
    QVERIFY(m_journal.events.isEmpty());
}

QTEST_GUILESS_MAIN(TestStaffConsole)
#include "test_staff_console.moc"
