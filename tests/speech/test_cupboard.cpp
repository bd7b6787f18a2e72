#include "speech/cupboard.h"

#include "speech/word_times.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

PhraseKey key(int number) { return {QString::number(number), u"en"_s, 8'000}; }

PhraseSound sound(qsizetype bytes) { return {Pcm(bytes / 2, qint16(bytes)), {}}; }

} // namespace

class TestCupboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPutInIsFoundAgain();
    void whatWasNotUsedForLongestGoesFirst();
    void neitherBytesNorPhrasesGrowBeyondTheirBounds();
    void whatIsTooLargeIsNotKept();
    void aCutIsHeardUpToTheLastWordThatBegan();
    void withoutTimesACutIsHeardInProportion();
};

void TestCupboard::whatWasPutInIsFoundAgain()
{
    Cupboard cupboard(10'000, 10);
    cupboard.put(key(1), sound(100));
    QCOMPARE(cupboard.find(key(1))->pcm, sound(100).pcm);
    QVERIFY(!cupboard.find(key(2)));
    QVERIFY(!cupboard.find({u"1"_s, u"de"_s, 8'000}));
    QVERIFY(!cupboard.find({u"1"_s, u"en"_s, 16'000}));
    cupboard.put(key(1), sound(200));
    QCOMPARE(cupboard.phrases(), 1);
    QCOMPARE(cupboard.bytes(), 200);
}

void TestCupboard::whatWasNotUsedForLongestGoesFirst()
{
    Cupboard cupboard(300, 100);
    for (int number = 1; number <= 3; ++number)
        cupboard.put(key(number), sound(100));
    QVERIFY(cupboard.find(key(1)));
    cupboard.put(key(4), sound(100));
    QVERIFY(cupboard.has(key(1)) && !cupboard.has(key(2)) && cupboard.has(key(3)) && cupboard.has(key(4)));
}

void TestCupboard::neitherBytesNorPhrasesGrowBeyondTheirBounds()
{
    Cupboard small(1'000, 5);
    for (int number = 0; number < 100; ++number) {
        small.put(key(number), sound(2 + number % 7 * 100));
        QVERIFY(small.bytes() <= 1'000);
        QVERIFY(small.phrases() <= 5);
    }
    QVERIFY(small.phrases() > 0);
}

void TestCupboard::whatIsTooLargeIsNotKept()
{
    Cupboard cupboard(100, 5), none(0, 5);
    cupboard.put(key(1), sound(102));
    none.put(key(1), sound(2));
    QCOMPARE(cupboard.phrases() + none.phrases(), 0);
    QCOMPARE(cupboard.bytes() + none.bytes(), 0);
}

void TestCupboard::aCutIsHeardUpToTheLastWordThatBegan()
{
    const WordTimes times{{0, 0}, {4, 300}, {9, 700}}; // "How can1 I"
    const auto heard = [&](qint64 ms) { return heardCharacters(times, {ms, 1'000, 12}); };
    QCOMPARE(heard(0), 0);
    QCOMPARE(heard(100), 4);
    QCOMPARE(heard(310), 4); // ten milliseconds of a word are none of it
    QCOMPARE(heard(500), 9);
    QCOMPARE(heard(900), 12);
    QCOMPARE(heard(1'500), 12);
}

void TestCupboard::withoutTimesACutIsHeardInProportion()
{
    QCOMPARE(heardCharacters({}, {500, 1'000, 12}), 6);
    QCOMPARE(heardCharacters({}, {0, 0, 12}), 12);
    QCOMPARE(heardCharacters({}, {-5, 1'000, 12}), 0);
}

QTEST_GUILESS_MAIN(TestCupboard)
#include "test_cupboard.moc"
