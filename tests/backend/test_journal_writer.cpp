#include "scripted/writer_walk.h"
#include "store/spill_record.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

// Events become rows; what cannot is told and leaves no trace.
class TestJournalWriter : public QObject, WriterWalk
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void manyEventsAreOneTransaction_data() { m_stores.rows(); }
    void manyEventsAreOneTransaction();
    void positionsFollowTheOrderWithoutGaps_data() { m_stores.rows(); }
    void positionsFollowTheOrderWithoutGaps();
    void whatWasRefusedIsInNoRowAndNoMemory();
    void aCallWhoseBeginningWasRefusedHasNoKey();
    void oneEventThatTheStoreRefusesDoesNotTakeTheOthersWithIt();
    void aProjectionThatFailsRollsEverythingBack();
    void aSpilledEntryThatTheStoreWillNeverTakeIsSetAside();
    void aStaleEpochIsRenewedOnce();
    void noPlainWordIsInTheSpill();
};

namespace {

// Refuses whatever concerns one call, as a projection with a defect would.
class PickyProjection : public Projection
{
public:
    explicit PickyProjection(CallId refused) : m_refused(std::move(refused)) { }
    Result<> apply(const JournalEntry &entry) override
    {
        return entry.event.call == m_refused ? Problem{Problem::Kind::Invalid, QStringLiteral("refused")} : Result<>();
    }
    Result<> store() override { return {}; }
    void forget() override { ++forgotten; }
    Result<> clear() override { return {}; }

    int forgotten = 0;

private:
    CallId m_refused;
};

} // namespace

void TestJournalWriter::manyEventsAreOneTransaction()
{
    useStore(m_stores.fresh());
    auto writer = this->writer();
    const int before = m_stumbles->commits;
    QList<CallEvent> events;
    for (int i = 1; i <= 100; ++i)
        events << begun(i);
    QVERIFY(all(writer->write(drafts(events), m_now), inStore));
    QCOMPARE(m_stumbles->commits, before + 1);
    QCOMPARE(journal(*writer), linesOf(events));
    QVERIFY(callRowsAreFoldsOf(events, *writer));
}

void TestJournalWriter::positionsFollowTheOrderWithoutGaps()
{
    useStore(m_stores.fresh());
    auto writer = this->writer();
    QCOMPARE(writer->write(drafts({begun(1), begun(2)}), m_now).last().value().position, 2);
    QCOMPARE(writer->write(drafts({begun(3)}), m_now).last().value().position, 3);
    writer = this->writer();
    QCOMPARE(writer->write(drafts({begun(4)}), m_now).last().value().position, 4);
}

void TestJournalWriter::whatWasRefusedIsInNoRowAndNoMemory()
{
    useMemory();
    m_limits.spillBytesAtMost = 10;
    auto writer = this->writer();
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    m_stumbles->after(3); // begin, row, call row
    QCOMPARE(writer->write(drafts({eventOf(1, Answered{})}), m_now).first().problem().kind, Problem::Kind::Full);
    m_now += std::chrono::minutes(1);
    QVERIFY(all(writer->write(drafts({heard(1, QStringLiteral("hello"))}), m_now), inStore));
    QVERIFY(callRowsAreFoldsOf({begun(1), heard(1, QStringLiteral("hello"))}, *writer));
}

void TestJournalWriter::aCallWhoseBeginningWasRefusedHasNoKey()
{
    useMemory();
    auto writer = this->writer();
    writer->store().projections.push_back(std::make_unique<PickyProjection>(call(2)));
    QVERIFY(!writer->write(drafts({begun(2)}), m_now).first());
    writer->store().projections.pop_back();
    const auto fates = writer->write(drafts({heard(2, QStringLiteral("nobody could ever read this"))}), m_now);
    QCOMPARE(fates.first().problem().kind, Problem::Kind::NotFound);
}

void TestJournalWriter::oneEventThatTheStoreRefusesDoesNotTakeTheOthersWithIt()
{
    useMemory();
    auto writer = this->writer();
    const auto keyless = heard(2, QStringLiteral("of a call that never began"));
    const auto fates = writer->write(drafts({begun(1), keyless, eventOf(1, Answered{})}), m_now);
    QVERIFY(fates[0] && fates[2]);
    QCOMPARE(fates[1].problem().kind, Problem::Kind::NotFound);
    QCOMPARE(journal(*writer), linesOf({begun(1), eventOf(1, Answered{})}));
}

void TestJournalWriter::aProjectionThatFailsRollsEverythingBack()
{
    useMemory();
    auto writer = this->writer();
    auto picky = std::make_unique<PickyProjection>(call(2));
    PickyProjection &projection = *picky;
    writer->store().projections.push_back(std::move(picky));
    QCOMPARE(writer->write(drafts({begun(2)}), m_now).first().problem().kind, Problem::Kind::Invalid);
    QCOMPARE(projection.forgotten, 1);
    QVERIFY(journal(*writer).isEmpty());
    for (const char *table : {"call", "call_key", "journal"})
        QVERIFY(writer->store()
                    .database->run(QStringLiteral("SELECT * FROM %1").arg(QLatin1String(table)))
                    .value()
                    .rows.isEmpty());
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
}

void TestJournalWriter::aSpilledEntryThatTheStoreWillNeverTakeIsSetAside()
{
    useMemory();
    auto writer = this->writer();
    const auto keyless = heard(2, QStringLiteral("of a call that never began"));
    QVERIFY(all(writer->write(drafts({begun(1), keyless, begun(3)}), m_now, inSpill), inSpill));
    catchUpWith(*writer);
    QVERIFY(!writer->isBehind());
    QCOMPARE(writer->behind().setAside, 1);
    QCOMPARE(journal(*writer),
             QStringList({QStringLiteral("1 call-1 initiated"), QStringLiteral("3 call-3 initiated")}));
    const auto aside = SpillFile::open(spillPath() + QStringLiteral(".aside"), 1'000'000);
    const auto kept = fromSpill(*writer->store().keys, EngineId(QStringLiteral("e1")), aside.value()->last());
    QVERIFY(kept.value().event == keyless);
}

void TestJournalWriter::aStaleEpochIsRenewedOnce()
{
    useMemory();
    auto writer = this->writer();
    int epoch = 1, current = 2, renewals = 0;
    writer->store().tenure = {
        [&] {
            return epoch == current ? Result<>() : Problem{Problem::Kind::Stale, QStringLiteral("adopted")};
        },
        [&] { return ++renewals, epoch = current, Result<>(); }};
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    QVERIFY(all(writer->write(drafts({begun(2)}), m_now), inStore));
    QCOMPARE(renewals, 1);
    writer->store().tenure.renew = nullptr;
    current = 3;
    QVERIFY(all(writer->write(drafts({begun(3)}), m_now), inSpill));
}

void TestJournalWriter::noPlainWordIsInTheSpill()
{
    useMemory();
    auto writer = this->writer();
    const QString words = QStringLiteral("crushing chest pain");
    QVERIFY(all(writer->write(drafts({begun(1), heard(1, words)}), m_now, inSpill), inSpill));
    QFile file(spillPath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QByteArray plain = words.toUtf8(), wide(reinterpret_cast<const char *>(words.utf16()), words.size() * 2);
    for (const QByteArray &form : {plain, wide, plain.toHex(), plain.toBase64(), QByteArray("4930123456")})
        QVERIFY(!bytes.contains(form));
}

QTEST_GUILESS_MAIN(TestJournalWriter)
#include "test_journal_writer.moc"
