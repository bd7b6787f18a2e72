#include "booking/local_diary.h"
#include "store/memory_store.h"

#include <QDir>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestMemoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDiaryIsKeptInIt();
    void eachIsAStoreOfItsOwn();
};

namespace {

const ClinicId clinic(u"clinic"_s);
const CallId call(u"c1"_s);
constexpr Instant now = instantFromMs(1'789'479'000'000);
const Visit visit{{}, ServiceId(u"check_up"_s), ProviderId(u"osei"_s), now + 24h, 30};

std::unique_ptr<MemoryStore> opened()
{
    auto store = MemoryStore::open(clinic, now);
    if (!store)
        qFatal("%s", qPrintable(store.problem().detail));
    (void)store.value()->writer().write({Draft{clinic, {call, now, Initiated{.clinic = clinic}, {}}}}, now);
    return std::move(store).value();
}

} // namespace

void TestMemoryStore::aDiaryIsKeptInIt()
{
    const auto store = opened();
    LocalDiary diary(store->writer());
    const auto held = diary.hold(clinic, {call, {}, u"1"_s}, visit, now);
    QVERIFY2(held.ok(), held ? "" : qPrintable(held.problem().detail));
    const Patient patient{PrivateText(u"Ann Lee"_s), QDate(1980, 2, 29), {}};
    const auto done = diary.perform(clinic, {call, {}, u"2"_s}, diary::Book{held.value().id, patient, {}}, now + 1min);
    QVERIFY(done.ok());
    QCOMPARE(diary.rows(clinic).live().value(), QList<DiaryEntry>{done.value().entry});
    QCOMPARE(entriesOfCall(store->database(), store->keys(), call).value().size(), 2);
}

void TestMemoryStore::eachIsAStoreOfItsOwn()
{
    const auto first = opened(), second = opened();
    for (const auto &store : {first.get(), second.get()}) {
        LocalDiary diary(store->writer());
        QVERIFY(diary.hold(clinic, {call, {}, u"1"_s}, visit, now).ok());
        QVERIFY(!diary.hold(clinic, {call, {}, u"2"_s}, visit, now).ok());
    }
}

QTEST_GUILESS_MAIN(TestMemoryStore)
#include "test_memory_store.moc"
