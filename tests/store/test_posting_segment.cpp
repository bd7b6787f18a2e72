#include "store/posting_segment.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace nightbell;

class TestPostingSegment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesSurviveTheRoundTrip();
    void whateverDecodesIsWhatWouldBeEncoded();
    void theEdgesOfTheRangeSurvive();
    void bytesThatAreNoSegmentAreRefused_data();
    void bytesThatAreNoSegmentAreRefused();
    void wordsBeyondTheLastShareItsPlace();
};

void TestPostingSegment::placesSurviveTheRoundTrip()
{
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator random(seed);
        std::set<Place> chosen;
        const int count = random.bounded(300);
        const int bits = 1 + random.bounded(62);
        for (int i = 0; i < count; ++i)
            chosen.insert(Place(random.generate64() >> (64 - bits)));
        const QList<Place> places(chosen.begin(), chosen.end());
        const auto back = decodePlaces(encodePlaces(places));
        QVERIFY2(back.ok() && back.value() == places, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestPostingSegment::whateverDecodesIsWhatWouldBeEncoded()
{
    int decoded = 0;
    for (quint32 seed = 1; seed <= 20'000; ++seed) {
        QRandomGenerator random(seed);
        QByteArray bytes(random.bounded(12), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(4) ? random.bounded(128) : random.bounded(256));
        if (const auto places = decodePlaces(bytes)) {
            ++decoded;
            QVERIFY2(encodePlaces(places.value()) == bytes, qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }
    QVERIFY(decoded > 1000);
}

void TestPostingSegment::theEdgesOfTheRangeSurvive()
{
    const QList<Place> edges{0,
                             1,
                             127,
                             128,
                             16'383,
                             16'384,
                             placeOf(1'000'000, 5),
                             lastPlaceIn(lineAtMost),
                             std::numeric_limits<Place>::max()};
    QCOMPARE(decodePlaces(encodePlaces(edges)).value(), edges);
    QCOMPARE(decodePlaces(encodePlaces({})).value(), QList<Place>());
}

void TestPostingSegment::bytesThatAreNoSegmentAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cut in a number") << QByteArray("\x85");
    QTest::newRow("a longer form of a number") << QByteArray("\x85\x00", 2);
    QTest::newRow("the same place twice") << QByteArray("\x05\x00", 2);
    QTest::newRow("a number beyond the range") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
    QTest::newRow("a sum beyond the range") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x01");
    QTest::newRow("too many places") << QByteArray(placesAtMost + 1, '\x01');
}

void TestPostingSegment::bytesThatAreNoSegmentAreRefused()
{
    QFETCH(const QByteArray, bytes);
    const auto places = decodePlaces(bytes);
    QVERIFY(!places.ok());
    QCOMPARE(places.problem().kind, Problem::Kind::Damaged);
}

void TestPostingSegment::wordsBeyondTheLastShareItsPlace()
{
    QCOMPARE(placeOf(7, 5000), lastPlaceIn(7));
    QCOMPARE(placeAfter(placeOf(7, 3)), placeOf(7, 4));
    QCOMPARE(placeAfter(lastPlaceIn(7)), lastPlaceIn(7));
    QCOMPARE(lineOf(lastPlaceIn(7)), 7);
}

QTEST_APPLESS_MAIN(TestPostingSegment)
#include "test_posting_segment.moc"
