// The diary of a running engine: asked from another thread, carried out where the journal is written.
#include "booking/store_diary.h"
#include "clinic/starter_book.h"
#include "scripted/each_store.h"
#include "scripted/scripted_secrets.h"
#include "store/open_store_database.h"
#include "store/schema.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant now = instantFromMs(1'789'479'000'000); // on a whole minute

const CallId call(u"call-1"_s);

} // namespace

class TestStoreDiary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { m_stores.rowsOfEveryTest(); }
    void init();
    void whatIsBookedIsInTheJournalBeforeItIsPromised();
    void callersWhoAskAtOnceGetDifferentAnswers();

private:
    EachStore m_stores;
    ClinicBook m_book = starterBook();
    ScriptedSecrets m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Diary> m_diary;
    ClinicId m_clinic = m_book.organisations.first().id;
    Visit m_visit{{}, ServiceId(u"check_up"_s), ProviderId(u"osei"_s), now + 24h, 30};
};

void TestStoreDiary::init()
{
    QFETCH_GLOBAL(const QString, store);
    m_diary.reset();
    m_store.reset();
    m_secrets.kept.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString url =
        store == u"sqlite" ? u"sqlite:"_s : m_stores.postgres().url(m_stores.postgres().createDatabase());
    {
        const auto database = openStoreDatabase(url, m_folder->path(), m_secrets, {m_clinic});
        QVERIFY(migrate(*database.value()).ok());
        QVERIFY(KeyRing(*database.value(), m_secrets).openOrCreate(m_clinic).ok());
    }
    auto opened = Store::open({.url = url,
                               .dataFolder = m_folder->path(),
                               .engine = EngineId(u"engine-1"_s),
                               .book = m_book,
                               .secrets = m_secrets,
                               .now = [] { return now; }});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.problem().detail));
    m_store = std::move(opened).value();
    m_diary = std::make_unique<StoreDiary>(*m_store, [] { return now; });
    QVERIFY(m_store->append(m_clinic, {call, now, Initiated{.clinic = m_clinic}, {}}).result().ok());
}

void TestStoreDiary::whatIsBookedIsInTheJournalBeforeItIsPromised()
{
    const auto held = m_diary->hold(m_clinic, {call, {}, u"1"_s}, m_visit).result();
    QVERIFY2(held.ok(), held ? "" : qPrintable(held.problem().detail));
    const Patient patient{PrivateText(u"Ann Lee"_s), QDate(1980, 2, 29), {}};
    const auto done =
        m_diary->perform(m_clinic, {call, {}, u"2"_s}, diary::Book{held.value().id, patient, {}}).result();
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.problem().detail));
    const auto events = m_store->archive().events(call).result();
    QVERIFY(events.value().last() == done.value().event);
    QCOMPARE(m_store->archive().call(call).result().value().appointments.first().id, done.value().entry.id);
    const QList<DiaryEntry> mine{done.value().entry};
    QCOMPARE(m_diary->of(m_clinic, patient.name, patient.born).result().value(), mine);
    QCOMPARE(m_diary->between(m_clinic, now, now + 48h).result().value(), mine);
    QCOMPARE(m_diary->occupied(m_clinic, now, now + 48h).result().value().size(), 1);
}

void TestStoreDiary::callersWhoAskAtOnceGetDifferentAnswers()
{
    const auto first = m_diary->hold(m_clinic, {call, {}, u"1"_s}, m_visit);
    const auto second = m_diary->hold(m_clinic, {CallId(u"call-2"_s), {}, u"1"_s}, m_visit);
    QVERIFY(first.result().ok());
    QCOMPARE(faultOf(second.result().problem()), DiaryFault::Taken);
    QVERIFY(m_diary->release(m_clinic, {call, {}, u"2"_s}, first.result().value().id).result().ok());
    QVERIFY(m_diary->hold(m_clinic, {CallId(u"call-2"_s), {}, u"2"_s}, m_visit).result().ok());
}

QTEST_GUILESS_MAIN(TestStoreDiary)
#include "test_store_diary.moc"
