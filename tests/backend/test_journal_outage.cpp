#include "scripted/writer_walk.h"

#include <QTest>

#include <array>

using namespace nightbell;
using namespace nightbell::scripted;

// The store fails at any step, for a while, or in doubt.
class TestJournalOutage : public QObject, WriterWalk
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void whateverStepFailsNothingIsLostAndNothingComesTwice_data() { m_stores.rows(); }
    void whateverStepFailsNothingIsLostAndNothingComesTwice();
    void whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice_data() { m_stores.rows(); }
    void whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice();
    void aCommitInDoubtWithAFullSpillIsSettledLater_data() { m_stores.rows(); }
    void aCommitInDoubtWithAFullSpillIsSettledLater();
    void aCommitInDoubtIsSpilledAsSoonAsThereIsRoom();
    void whileAnythingIsSpilledNewEventsGoBehindIt();
    void aStoreThatIsAwayIsAskedEverLessOften();
    void aFullSpillRefusesWithoutAGap();
    void positionsGoOnAfterTheSpillWhenTheProcessDied();
};

namespace {

const std::array commits{Stumbles::Commit::Fails, Stumbles::Commit::InDoubtButDone,
                         Stumbles::Commit::InDoubtAndNotDone};

} // namespace

void TestJournalOutage::whateverStepFailsNothingIsLostAndNothingComesTwice()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : commits)
        for (int step = 1, more = 1; more; ++step) {
            const QString engine = QStringLiteral("e%1-%2").arg(int(commit)).arg(step);
            auto writer = this->writer(engine);
            const int first = int(commit) * 1'000'000 + step * 100;
            QList<CallEvent> events = twoCalls(first);
            m_stumbles->commit = commit;
            m_stumbles->lasting = true;
            m_stumbles->after(step);
            const auto fates = writer->write(drafts(events), m_now);
            more = m_stumbles->steps >= m_stumbles->at;
            QVERIFY(all(fates, more ? inSpill : inStore));
            events << heard(first, QStringLiteral("still there"), 2);
            QVERIFY(all(writer->write(drafts({events.last()}), m_now), more ? inSpill : inStore) || !more);
            catchUpWith(*writer);
            QVERIFY(!writer->isBehind());
            QVERIFY(!QFile::exists(spillPath()));
            if (!more)
                continue; // the stumble hit the second write: the next step is not of the batch
            QCOMPARE(journal(*writer, engine), linesOf(events));
            QVERIFY(callRowsAreFoldsOf(events, *writer));
        }
}

void TestJournalOutage::whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : commits)
        for (int step = 1, more = 1; more; ++step) {
            const QString engine = QStringLiteral("e%1-%2").arg(int(commit)).arg(step);
            auto writer = this->writer(engine);
            const QList<CallEvent> events = twoCalls(int(commit) * 1'000'000 + step * 100);
            QVERIFY(all(writer->write(drafts(events), m_now, inSpill), inSpill));
            m_stumbles->commit = commit;
            m_stumbles->after(step);
            m_now += std::chrono::minutes(1);
            (void)writer->catchUp(m_now);
            more = m_stumbles->steps >= m_stumbles->at;
            QCOMPARE(writer->isBehind(), bool(more));
            if (step % 2)
                writer.reset(); // half of the times the process dies as well
            if (!writer)
                writer = this->writer(engine);
            catchUpWith(*writer);
            QVERIFY(!writer->isBehind());
            QCOMPARE(journal(*writer, engine), linesOf(events));
            QVERIFY(callRowsAreFoldsOf(events, *writer));
        }
}

void TestJournalOutage::aCommitInDoubtWithAFullSpillIsSettledLater()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : {Stumbles::Commit::InDoubtButDone, Stumbles::Commit::InDoubtAndNotDone}) {
        const QString engine = QStringLiteral("e%1").arg(int(commit));
        m_limits.spillBytesAtMost = 100;
        auto writer = this->writer(engine);
        QList<CallEvent> events = twoCalls(int(commit) * 1'000);
        QVERIFY(all(writer->write(drafts(events), m_now), inStore));
        m_stumbles->commit = commit;
        const QList<CallEvent> doubtful{heard(int(commit) * 1'000, QStringLiteral("is this kept"), 2)};
        events << doubtful;
        m_stumbles->nextCommit = true;
        const auto fates = writer->write(drafts(doubtful), m_now);
        QCOMPARE(fates.first().problem().kind, Problem::Kind::InDoubt);
        const auto behindIt = writer->write(drafts({begun(999)}), m_now);
        QCOMPARE(behindIt.first().problem().kind, Problem::Kind::Full); // order first
        catchUpWith(*writer);
        QVERIFY(!writer->isBehind());
        QCOMPARE(journal(*writer, engine), linesOf(events));
        QVERIFY(callRowsAreFoldsOf(events, *writer));
    }
}

void TestJournalOutage::aCommitInDoubtIsSpilledAsSoonAsThereIsRoom()
{
    useMemory();
    m_spillName = QStringLiteral("folder/spill");
    auto writer = this->writer();
    m_stumbles->nextCommit = true;
    m_stumbles->commit = Stumbles::Commit::InDoubtButDone;
    QCOMPARE(writer->write(drafts({begun(1)}), m_now).first().problem().kind, Problem::Kind::InDoubt);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    QCOMPARE(writer->write(drafts({begun(2)}), m_now).first().value(), (Receipt{2, inSpill}));
    QCOMPARE(writer->write(drafts({begun(3)}), m_now).first().value(), (Receipt{3, inSpill}));
    QCOMPARE(writer->behind().inSpill, 3);
    catchUpWith(*writer);
    QCOMPARE(journal(*writer), linesOf({begun(1), begun(2), begun(3)}));
}

void TestJournalOutage::whileAnythingIsSpilledNewEventsGoBehindIt()
{
    useMemory();
    m_limits.batchAtMost = 2;
    auto writer = this->writer();
    m_stumbles->after(1);
    const QList<CallEvent> events = twoCalls(1);
    QVERIFY(all(writer->write(drafts(events), m_now), inSpill));
    QCOMPARE(writer->behind().inSpill, 5);
    QCOMPARE(writer->behind().since, m_now);
    m_now += std::chrono::minutes(1);
    QVERIFY(writer->catchUp(m_now)); // two of five
    QVERIFY(all(writer->write(drafts({begun(7)}), m_now), inSpill));
    QVERIFY(writer->catchUp(m_now) && !writer->catchUp(m_now));
    QCOMPARE(writer->behind(), Behind());
    QVERIFY(all(writer->write(drafts({begun(8)}), m_now), inStore));
    QCOMPARE(journal(*writer), linesOf(events + QList<CallEvent>{begun(7), begun(8)}));
}

void TestJournalOutage::aStoreThatIsAwayIsAskedEverLessOften()
{
    useMemory();
    auto writer = this->writer();
    m_stumbles->lasting = true;
    m_stumbles->after(1);
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inSpill));
    const int before = m_stumbles->steps;
    for (int i = 0; i < 600'000; i += 250, m_now += Span(250)) // ten minutes
        (void)writer->catchUp(m_now);
    const int tries = m_stumbles->steps - before;
    QVERIFY2(tries > 55 && tries < 75, qPrintable(QString::number(tries)));
}

void TestJournalOutage::aFullSpillRefusesWithoutAGap()
{
    useMemory();
    m_limits.spillBytesAtMost = 2'000;
    auto writer = this->writer();
    m_stumbles->lasting = true;
    m_stumbles->after(1);
    QList<CallEvent> kept;
    int refused = 0;
    for (int i = 1; i <= 20; ++i)
        if (const auto fate = writer->write(drafts({begun(i)}), m_now).first(); fate)
            kept << begun(i);
        else if (fate.problem().kind == Problem::Kind::Full)
            ++refused;
    QVERIFY(!kept.isEmpty());
    QCOMPARE(refused, 20 - kept.size());
    QCOMPARE(writer->behind().refused, refused);
    catchUpWith(*writer);
    kept << begun(21);
    QVERIFY(all(writer->write(drafts({begun(21)}), m_now), inStore));
    QCOMPARE(journal(*writer), linesOf(kept));
}

void TestJournalOutage::positionsGoOnAfterTheSpillWhenTheProcessDied()
{
    useMemory();
    auto writer = this->writer();
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    QVERIFY(all(writer->write(drafts({begun(2), begun(3)}), m_now, inSpill), inSpill));
    JournalStore store = std::move(writer->store());
    writer.reset();
    auto again = JournalWriter::open(EngineId(QStringLiteral("e1")), std::move(store), spillPath(), m_limits, m_now);
    writer = std::move(again).value();
    QCOMPARE(writer->behind().inSpill, 2);
    QCOMPARE(writer->write(drafts({begun(4)}), m_now).first().value(), (Receipt{4, inSpill}));
    catchUpWith(*writer);
    QCOMPARE(journal(*writer), linesOf({begun(1), begun(2), begun(3), begun(4)}));
}

QTEST_GUILESS_MAIN(TestJournalOutage)
#include "test_journal_outage.moc"
