// The store as a running engine has it: everything put together, over both back ends.
#include "clinic/starter_book.h"
#include "scripted/real_postgres.h"
#include "scripted/scripted_secrets.h"
#include "store/open_store_database.h"
#include "store/schema.h"
#include "store/store.h"

#include <QDateTime>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const CallId first(u"call-1"_s);
const PrivateText caller(u"+12025550147"_s);

Instant wallClock() { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void whatWasAppendedIsInTheArchive();
    void wordsAreFoundAsSoonAsTheyAreStored();
    void aCallThatWasLiveWhenTheEngineDiedCanBeResumed();
    void aSessionWhoseTimeIsOverIsClosed();
    void anotherEngineAdoptsTheCallsOfALostOne();
    void anEngineThatRunsKeepsItsTwinOut();

private:
    StorePlan plan();
    ClinicId clinic() const { return m_book.organisations.first().id; }
    void begin(Store &store, const CallId &call);
    void keep(Store &store, const CallId &call, const Happening &what);

    ClinicBook m_book = starterBook();
    std::unique_ptr<QTemporaryDir> m_folder;
    ScriptedSecrets m_secrets;
    RealPostgres m_postgres;
    QString m_url;
};

void TestStore::initTestCase_data()
{
    QTest::addColumn<bool>("onPostgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

void TestStore::init()
{
    QFETCH_GLOBAL(bool, onPostgres);
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets.kept.clear();
    m_url = u"sqlite:"_s;
    if (onPostgres) {
        static const bool started = m_postgres.start();
        QVERIFY2(started, qPrintable(m_postgres.failure()));
        m_url = m_postgres.url(m_postgres.createDatabase());
    }
    const auto database = openStoreDatabase(m_url, m_folder->path(), m_secrets, {clinic()});
    QVERIFY(migrate(*database.value()).ok()); // schema and keys are made before the store is opened
    QVERIFY(KeyRing(*database.value(), m_secrets).openOrCreate(clinic()).ok());
}

StorePlan TestStore::plan()
{
    return {.url = m_url,
            .dataFolder = m_folder->path(),
            .engine = EngineId(u"engine-1"_s),
            .book = m_book,
            .secrets = m_secrets,
            .now = wallClock};
}

void TestStore::keep(Store &store, const CallId &call, const Happening &what)
{
    QVERIFY(store.append(clinic(), {call, wallClock(), what, {}}).result().ok());
}

void TestStore::begin(Store &store, const CallId &call)
{
    Initiated initiated{.clinic = clinic(), .branch = BranchId(u"main"_s), .provider = u"sip"_s};
    initiated.from = caller;
    keep(store, call, initiated);
    keep(store, call, Answered{});
    keep(store, call, Heard{.turn = 1, .words = PrivateText(u"the marmalade is loose"_s)});
}

void TestStore::whatWasAppendedIsInTheArchive()
{
    const auto store = Store::open(plan());
    QVERIFY2(store.ok(), store ? "" : qPrintable(store.problem().detail));
    begin(*store.value(), first);
    const auto page = store.value()->archive().page(clinic(), {wallClock() + std::chrono::hours{1}, {}}, 10).result();
    QVERIFY(page.ok());
    QCOMPARE(page.value().size(), 1);
    QVERIFY(page.value().first().from == caller);
    QCOMPARE(store.value()->archive().events(first).result().value().size(), 3);
}

void TestStore::wordsAreFoundAsSoonAsTheyAreStored()
{
    const auto store = Store::open(plan());
    QVERIFY(store.ok());
    begin(*store.value(), first);
    const auto found = store.value()->archive().search(clinic(), PrivateText(u"marmal*"_s), 10).result();
    QVERIFY(found.ok());
    QCOMPARE(found.value().size(), 1);
    QCOMPARE(found.value().first().call, first);
}

void TestStore::aCallThatWasLiveWhenTheEngineDiedCanBeResumed()
{
    {
        const auto store = Store::open(plan());
        QVERIFY(store.ok());
        begin(*store.value(), first);
    } // the journal tells of a live call, as after kill -9
    const auto store = Store::open(plan());
    QVERIFY(store.ok());
    QTRY_COMPARE(store.value()->recoveredCalls(), 1);
    const CallSummary call = store.value()->archive().call(first).result().value();
    QVERIFY(!call.live() && call.session && call.session->state == SessionSummary::State::Open);
    Initiated again;
    again.from = caller;
    const auto waiting = store.value()->sessions().find(clinic(), *markOf(again)).result();
    QVERIFY(waiting.ok() && waiting.value().has_value());
    QCOMPARE(waiting.value()->call, first);
    QVERIFY(store.value()->sessions().resume(*waiting.value(), CallId(u"call-2"_s)).result().ok());
}

void TestStore::aSessionWhoseTimeIsOverIsClosed()
{
    const auto store = Store::open(plan());
    QVERIFY(store.ok());
    begin(*store.value(), first);
    keep(*store.value(), first, Dropped{.resumableUntilMs = toMs(wallClock()) - 1});
    const auto state = [&] { return store.value()->archive().call(first).result().value().session->state; };
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionSummary::State::Expired, 20'000);
}

void TestStore::anotherEngineAdoptsTheCallsOfALostOne()
{
    {
        const auto lost = Store::open(plan());
        QVERIFY(lost.ok());
        begin(*lost.value(), first);
    }
    const auto connection = connectStore(plan());
    QVERIFY(connection.value().database->run(u"UPDATE engine SET lease_until_ms = 1"_s).ok()); // it did not say goodbye

    StorePlan successor = plan();
    successor.engine = EngineId(u"engine-2"_s);
    successor.leaseTerm = std::chrono::milliseconds{200};
    const auto store = Store::open(successor);
    QVERIFY(store.ok());
    const auto session = [&] { return store.value()->archive().call(first).result().value().session; };
    QTRY_VERIFY_WITH_TIMEOUT(session().has_value(), 20'000);
    const auto events = store.value()->archive().events(first).result().value();
    QVERIFY(std::any_of(events.begin(), events.end(), [](const CallEvent &event) {
        const auto *adopted = std::get_if<Adopted>(&event.what);
        return adopted && adopted->from == EngineId(u"engine-1"_s);
    }));
}

void TestStore::anEngineThatRunsKeepsItsTwinOut()
{
    QFETCH_GLOBAL(bool, onPostgres);
    if (!onPostgres)
        QSKIP("on SQLite the lock of the data folder keeps a second program out");
    const auto store = Store::open(plan());
    QVERIFY(store.ok());
    QTemporaryDir elsewhere;
    StorePlan twin = plan();
    twin.dataFolder = elsewhere.path();
    const auto second = Store::open(twin);
    QVERIFY(!second.ok());
    QCOMPARE(second.problem().kind, Problem::Kind::Locked);
}

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
