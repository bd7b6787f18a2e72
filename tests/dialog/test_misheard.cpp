#include "dialog/danger_lexicon.h"
#include "dialog/misheard.h"
#include "dialog/tripwire.h"

#include <QtTest>

using namespace nightbell;

namespace {

const Misheard misheard({{QStringLiteral("breath"), QStringLiteral("vomiting"), QStringLiteral("tongue")},
                         {QStringLiteral("anaphylaxis"), QStringLiteral("overdose")},
                         {QStringLiteral("brief")}});

QString mended(const char *said, const QStringList &known = {})
{
    return joined(
        misheard.mended(wordsOf(QString::fromLatin1(said)), [&](const QString &word) { return known.contains(word); }));
}

DangerLevel levelOf(const char *said)
{
    static const Tripwire tripwire = Tripwire::builtIn();
    return tripwire.judge(wordsOf(QString::fromLatin1(said))).level;
}

} // namespace

class TestMisheard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordIsHeardByItsSound()
    {
        QCOMPARE(mended("no bref"), QStringLiteral("no breath"));
        QCOMPARE(mended("his toung"), QStringLiteral("his tongue"));
    }

    void aWordIsHeardByItsSpelling()
    {
        QCOMPARE(mended("vomitign"), QStringLiteral("vomiting"));
        QCOMPARE(mended("vomting"), QStringLiteral("vomiting"));
        QCOMPARE(mended("waiting"), QStringLiteral("waiting"));
    }

    void aWordTakenApartIsPutTogetherAndKeepsItsPlaces()
    {
        QCOMPARE(mended("it is anna fill axis again"), QStringLiteral("it is anaphylaxis um um again"));
        QCOMPARE(mended("she took an over dose"), QStringLiteral("she took an overdose um"));
    }

    void whatMeansSomethingOfItsOwnStands()
    {
        QCOMPARE(mended("a brief visit"), QStringLiteral("a brief visit"));
        QCOMPARE(mended("brave", {QStringLiteral("brave")}), QStringLiteral("brave"));
    }

    void dangerIsHeardBehindMisspellings()
    {
        QVERIFY(levelOf("cant breef") == DangerLevel::Emergency);
        QVERIFY(levelOf("hes having a seizeure on the floor") == DangerLevel::Emergency);
        QVERIFY(levelOf("she is uncontious") == DangerLevel::Emergency);
        QCOMPARE(levelOf("a brief question about my bill"), DangerLevel::None);
    }
};

QTEST_APPLESS_MAIN(TestMisheard)
#include "test_misheard.moc"
