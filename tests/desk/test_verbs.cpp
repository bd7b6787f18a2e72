#include "desk/verbs.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace nightbell;

class TestVerbs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVerbHasItsOwnNameFitForARoute();
    void everyVerbTakesExactlyOneRight();
    void aViewerMayAskNothing();
    void whoeverClosesAnAlarmMustBeAbleToClaimOne();
    void typedWordsAreNeverPrinted();
};

void TestVerbs::everyVerbHasItsOwnNameFitForARoute()
{
    static const QRegularExpression route(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
    QSet<QString> kinds;
    forEachVerb([&](const Verb &verb) {
        QVERIFY2(route.match(kindOf(verb)).hasMatch(), qPrintable(kindOf(verb)));
        QVERIFY2(!kinds.contains(kindOf(verb)), qPrintable(kindOf(verb)));
        kinds << kindOf(verb);
    });
    QCOMPARE(std::size_t(kinds.size()), std::variant_size_v<Verb>);
}

void TestVerbs::everyVerbTakesExactlyOneRight()
{
    int asked = 0;
    forEachVerb([&](const auto &verb) {
        static_assert(std::is_same_v<decltype(verb.right), const Right>);
        QCOMPARE(rightFor(verb), verb.right);
        QVERIFY2(!nameOf(rightFor(verb)).isEmpty(), verb.kind);
        ++asked;
    });
    QVERIFY(asked > 0);
}

void TestVerbs::aViewerMayAskNothing()
{
    forEachVerb([](const auto &verb) { QVERIFY2(!mayDo(Role::Viewer, rightFor(verb)), verb.kind); });
}

void TestVerbs::whoeverClosesAnAlarmMustBeAbleToClaimOne()
{
    QCOMPARE(rightFor(verb::Resolve{}), rightFor(verb::Claim{}));
}

void TestVerbs::typedWordsAreNeverPrinted()
{
    const verb::Whisper whisper{PrivateText(QStringLiteral("ask for the insurance card"))};
    QString printed;
    QDebug(&printed) << whisper.words;
    QVERIFY(!printed.contains(QStringLiteral("insurance")));
}

QTEST_APPLESS_MAIN(TestVerbs)
#include "test_verbs.moc"
