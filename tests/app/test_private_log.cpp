// Whatever happens in a call, no log line says who the caller is or what was said: every kind of event with planted
// words goes through engine, call, store, outage and refusal with every category of the house at debug level.
#include "app/live_lines.h"
#include "clinic/starter_book.h"
#include "desk/verbs.h"
#include "engine/engine.h"
#include "scripted/hidden_words.h"
#include "scripted/log_catcher.h"
#include "scripted/scripted_call.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_secrets.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"
#include "store/key_ring.h"
#include "store/open_store_database.h"
#include "store/schema.h"
#include "store/sqlite_database.h"
#include "store/store.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(testLog, "nightbell.test")

const PrivateText name(u"Quillfeather"_s), words(u"marmalade elbow"_s), number(u"+12025550147"_s);
const QList<PrivateText> planted{name, words, number, PrivateText(u"2025550147"_s)};
const Asker nurse{StaffId(u"joy"_s), Role::Supervisor};

QStringList betrayals(const QStringList &lines)
{
    QStringList found;
    for (const QString &line : lines)
        for (const PrivateText &each : planted)
            if (hides(line.toUtf8(), each.reveal()))
                found << line;
    return found;
}

Instant wallClock() { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }

} // namespace

class TestPrivateLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"nightbell.*.debug=true"_s); }
    void init();
    void theSearchFindsABetrayal();
    void aSpokenCallIsNotInTheLog();
    void aCallInTheEngineIsNotInTheLog();

private:
    Result<std::unique_ptr<Store>> open();
    ClinicId clinic() const { return m_book.organisations.first().id; }

    ClinicBook m_book = starterBook();
    std::unique_ptr<QTemporaryDir> m_folder;
    ScriptedSecrets m_secrets;
};

void TestPrivateLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets.kept.clear();
}

Result<std::unique_ptr<Store>> TestPrivateLog::open()
{
    const StorePlan plan{.url = u"sqlite:"_s,
                         .dataFolder = m_folder->path(),
                         .engine = EngineId(u"engine-1"_s),
                         .book = m_book,
                         .secrets = m_secrets,
                         .now = wallClock};
    const auto database = openStoreDatabase(plan.url, plan.dataFolder, m_secrets, {clinic()});
    if (!database)
        return database.problem();
    if (const auto current = migrate(*database.value()); !current)
        return current.problem();
    if (const auto keys = KeyRing(*database.value(), m_secrets).openOrCreate(clinic()); !keys)
        return keys.problem();
    return Store::open(plan);
}

void TestPrivateLog::theSearchFindsABetrayal()
{
    LogCatcher log;
    qCDebug(testLog) << "the caller is" << name; // what cannot be printed is not
    QCOMPARE(betrayals(log.lines()), QStringList());
    QCOMPARE(log.lines("the caller is").size(), 1);
    qCDebug(testLog) << "the caller is" << name.reveal();
    qCDebug(testLog) << ("the caller is " + words.reveal().toUtf8()).toBase64();
    qCDebug(testLog) << number.reveal().toUtf8().toHex();
    QCOMPARE(betrayals(log.lines()).removeDuplicates(), 1); // the number is found in two spellings
    QCOMPARE(log.lines().size(), 4);
}

void TestPrivateLog::aSpokenCallIsNotInTheLog()
{
    LogCatcher log;
    ScriptedCall call(CallRules{.greeting = u"Good morning."_s});
    call.play(Initiated{.clinic = clinic(),
                        .provider = u"sip"_s,
                        .providerCall = name,
                        .from = number,
                        .to = number,
                        .callerName = name,
                        .fingerprint = words,
                        .metadata = {{u"fact"_s, words}}});
    call.play(Answered{});
    call.callerSays(u"%1 %2 %3"_s.arg(name.reveal(), words.reveal(), number.reveal()).toUtf8().constData());
    call.play(Understood{.turn = 1, .intent = u"appointment"_s, .evidence = words});
    call.play(SlotFilled{.slot = u"name"_s, .value = name});
    call.play(SlotFilled{.slot = u"number"_s, .value = number});
    call.assistantSays(words.reveal().toUtf8().constData());
    call.play(KeyPressed{PrivateText(u"7"_s)});
    call.play(DangerSeen{.turn = 1, .category = u"pain"_s, .words = words, .rule = u"pain-1"_s});
    call.play(Escalated{.escalation = EscalationId(u"e1"_s), .gravity = Gravity::Urgent, .reason = words});
    call.play(Whispered{.whisper = WhisperId(u"w1"_s), .staff = nurse.staff, .words = words});
    call.play(NoteWritten{nurse.staff, words});
    call.play(TransferBegun{.to = number});
    call.play(Dropped{.resumableUntilMs = toMs(wallClock()) + 100'000});

    const auto store = open();
    QVERIFY2(store.ok(), store ? "" : qPrintable(store.problem().detail));
    QString shown;
    const auto keepAll = [&](const CallId &as) {
        QList<QFuture<Result<>>> fates;
        for (CallEvent event : std::as_const(call.journal)) {
            event.call = as;
            shown += liveLine(event);
            fates << store.value()->append(clinic(), event);
        }
        for (const auto &fate : std::as_const(fates))
            QVERIFY(fate.result());
    };
    keepAll(CallId(u"call-1"_s));
    QVERIFY(!store.value()->append(clinic(), call.journal.last()).result()); // of a call that never began: refused
    auto other = openSqlite(m_folder->filePath(u"nightbell.sqlite"_s));
    QVERIFY(other.value()->begin().ok()); // nobody else can write: an outage
    keepAll(CallId(u"call-2"_s));
    QTRY_COMPARE(log.lines("the store is away or behind").size(), 1);
    other.value()->rollBack();
    QTRY_COMPARE_WITH_TIMEOUT(log.lines("has everything again").size(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!store.value()->archive().search(clinic(), words, 10).result().value().isEmpty(), 10'000);
    QVERIFY(!log.lines().isEmpty());
    QCOMPARE(betrayals(log.lines() << shown), QStringList());
}

void TestPrivateLog::aCallInTheEngineIsNotInTheLog()
{
    LogCatcher log;
    scripted::VirtualClock clock;
    scripted::ScriptedLine line;
    scripted::ScriptedSound sound;
    scripted::ScriptedVoice voice;
    const auto store = open();
    QVERIFY(store.ok());
    bool keeps = true;
    Engine engine({clock, line, sound, voice,
                   [&](const ClinicId &of, const CallEvent &event) {
                       return keeps
                           ? store.value()->append(of, event)
                           : QtFuture::makeReadyFuture(Result<>(Problem{Problem::Kind::Full, u"the spill is full"_s}));
                   },
                   [&](const PrivateText &called) {
                       return called == number ? std::optional(
                                  Destination{clinic(), BranchId(u"main"_s), CallRules{.greeting = words.reveal()}})
                                               : std::nullopt;
                   }});
    QVERIFY(engine.start().ok());
    const auto arrives = [&](const char *leg, const PrivateText &called) {
        Q_EMIT line.arrived({.leg = LegId(QString::fromLatin1(leg)),
                             .provider = u"sip"_s,
                             .providerCall = name,
                             .from = number,
                             .called = {called},
                             .callerName = name});
        QCoreApplication::processEvents();
    };
    arrives("nowhere", words); // no clinic has it
    arrives("c1", number);
    line.acknowledge(CallId(u"c1"_s));
    QCoreApplication::processEvents();
    voice.fails(voice.asked.constLast());
    forEachVerb([&](auto verb) {
        if constexpr (requires { verb.words; })
            verb.words = words;
        if constexpr (requires { verb.to; })
            verb.to = number;
        if constexpr (!std::is_same_v<decltype(verb), verb::End>)
            (void)engine.ask(CallId(u"c1"_s), nurse, verb);
    });
    keeps = false;
    (void)engine.ask(CallId(u"c1"_s), nurse, verb::Note{words});
    line.dies(CallId(u"c1"_s));
    QTRY_VERIFY(!log.lines("an event was not kept").isEmpty());
    QVERIFY(!log.lines("no clinic has the number").isEmpty());
    QVERIFY(!log.lines("not spoken").isEmpty());
    QCOMPARE(betrayals(log.lines()), QStringList());
}

QTEST_GUILESS_MAIN(TestPrivateLog)
#include "test_private_log.moc"
