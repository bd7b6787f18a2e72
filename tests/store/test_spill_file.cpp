#include "store/spill_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;

class TestSpillFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void recordsComeOutInTheOrderTheyWentIn();
    void theFileGoesWhenTheLastRecordHasLeft();
    void recordsSurviveAReopening();
    void recordsThatLeftOnlyInMemoryComeAgainAfterAReopening();
    void aTailTornAtAnyByteIsCutAndEverythingBeforeItStays();
    void theCutTailIsKeptBeside();
    void whatFollowsACutTailIsReadable();
    void aFlippedByteIsNoticed();
    void aFullSpillRefusesTheWholeBatchAndCountsIt();
    void aRecordThatIsTooLongIsRefused();
    void aForeignFileIsLeftAsItIs();
    void aFolderThatIsGoneRefusesAndLaterRecovers();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("events.spill")); }
    std::unique_ptr<SpillFile> open(qint64 bytesAtMost = 1'000'000) const
    {
        auto spill = SpillFile::open(path(), bytesAtMost);
        return spill ? std::move(spill).value() : nullptr;
    }
    QByteArray onDisk() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void putOnDisk(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

using Records = QList<QByteArray>;

void TestSpillFile::recordsComeOutInTheOrderTheyWentIn()
{
    auto spill = open();
    QVERIFY(spill->append({"one", "two"}));
    QVERIFY(spill->append({QByteArray("\0three", 6)}));
    QCOMPARE(spill->count(), 3);
    QCOMPARE(spill->front(2).value(), Records({"one", "two"}));
    QVERIFY(spill->removeFront({"one"}));
    QCOMPARE(spill->front(9).value(), Records({"two", QByteArray("\0three", 6)}));
    QVERIFY(spill->append({"four"}));
    QCOMPARE(spill->front(9).value().last(), QByteArray("four"));
}

void TestSpillFile::theFileGoesWhenTheLastRecordHasLeft()
{
    auto spill = open();
    QVERIFY(!QFile::exists(path()));
    QVERIFY(spill->append({"one"}));
    QVERIFY(QFile::exists(path()));
    QVERIFY(spill->removeFront({"one"}));
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(spill->bytes(), 0);
    QVERIFY(spill->append({"two"}));
    QCOMPARE(open()->front(9).value(), Records({"two"}));
}

void TestSpillFile::recordsSurviveAReopening()
{
    QVERIFY(open()->append({"one", "two"}));
    QVERIFY(open()->append({"three"}));
    auto spill = open();
    QCOMPARE(spill->front(9).value(), Records({"one", "two", "three"}));
    QCOMPARE(spill->last(), QByteArray("three"));
    QCOMPARE(spill->bytesCut(), 0);
}

void TestSpillFile::recordsThatLeftOnlyInMemoryComeAgainAfterAReopening()
{
    auto spill = open();
    QVERIFY(spill->append({"one", "two"}));
    QVERIFY(spill->removeFront({"one"}));
    QCOMPARE(open()->front(9).value(), Records({"one", "two"}));
}

void TestSpillFile::aTailTornAtAnyByteIsCutAndEverythingBeforeItStays()
{
    QVERIFY(open()->append({"one"}));
    const qsizetype whole = onDisk().size();
    QVERIFY(open()->append({"a second record"}));
    const QByteArray both = onDisk();
    for (qsizetype size = 0; size < both.size(); ++size) {
        putOnDisk(both.first(size));
        auto spill = open();
        QVERIFY(spill);
        QCOMPARE(spill->front(9).value(), size < whole ? Records() : Records({"one"}));
        QVERIFY(spill->append({"next"}));
        QCOMPARE(open()->last(), QByteArray("next"));
    }
}

void TestSpillFile::theCutTailIsKeptBeside()
{
    QVERIFY(open()->append({"one"}));
    putOnDisk(onDisk() + "torn");
    QCOMPARE(open()->bytesCut(), 4);
    QFile kept(path() + QStringLiteral(".cut"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("torn"));
}

void TestSpillFile::whatFollowsACutTailIsReadable()
{
    QVERIFY(open()->append({"one", "two"}));
    putOnDisk(onDisk().chopped(1));
    QVERIFY(open()->append({"three"}));
    QCOMPARE(open()->front(9).value(), Records({"one", "three"}));
}

void TestSpillFile::aFlippedByteIsNoticed()
{
    QVERIFY(open()->append({"one", "two"}));
    const QByteArray good = onDisk();
    for (qsizetype at = 8; at < good.size(); ++at) {
        QByteArray bad = good;
        bad[at] = char(bad[at] ^ 1);
        putOnDisk(bad);
        auto spill = open();
        QVERIFY(spill->count() < 2);
        QVERIFY(spill->bytesCut() > 0);
    }
}

void TestSpillFile::aFullSpillRefusesTheWholeBatchAndCountsIt()
{
    auto spill = open(60);
    QVERIFY(spill->append({"one"}));
    const auto refused = spill->append({"two", QByteArray(40, 'x')});
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Full);
    QCOMPARE(spill->timesFull(), 1);
    QVERIFY(spill->append({"two"}));
    QCOMPARE(open()->front(9).value(), Records({"one", "two"}));
}

void TestSpillFile::aRecordThatIsTooLongIsRefused()
{
    auto spill = open(SpillFile::recordBytesAtMost * 2);
    QCOMPARE(spill->append({QByteArray(SpillFile::recordBytesAtMost + 1, 'x')}).problem().kind, Problem::Kind::Invalid);
    QVERIFY(spill->append({QByteArray(SpillFile::recordBytesAtMost, 'x')}));
    QCOMPARE(open(SpillFile::recordBytesAtMost * 2)->count(), 1);
}

void TestSpillFile::aForeignFileIsLeftAsItIs()
{
    putOnDisk("somebody's letter");
    QCOMPARE(SpillFile::open(path(), 1000).problem().kind, Problem::Kind::Damaged);
    QCOMPARE(onDisk(), QByteArray("somebody's letter"));
}

void TestSpillFile::aFolderThatIsGoneRefusesAndLaterRecovers()
{
    const QString folder = m_folder->filePath(QStringLiteral("spill")), file = folder + QStringLiteral("/events");
    auto spill = std::move(SpillFile::open(file, 1000)).value();
    QCOMPARE(spill->append({"one"}).problem().kind, Problem::Kind::Unreachable);
    QVERIFY(QDir().mkdir(folder));
    QVERIFY(spill->append({"two"}));
    QCOMPARE(spill->front(9).value(), Records({"two"}));
}

QTEST_APPLESS_MAIN(TestSpillFile)
#include "test_spill_file.moc"
