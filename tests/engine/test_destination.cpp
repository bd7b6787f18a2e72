#include "engine/destination.h"

#include <QTest>

using namespace nightbell;

class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCalledNumberNamesTheClinicWithItsGreeting();
    void whateverTheClinicWroteTheCallerIsToldWhoSpeaksAndWhatToDial();
    void whatTheClinicSaysOfRecordingIsTheCallsRule();
    void anUnmappedNumberLeadsNowhere();
};

namespace {

Organisation clinic(const char *name, const QString &number)
{
    const QString id = QString::fromLatin1(name);
    return {.id = ClinicId(id),
            .name = id,
            .greeting = QStringLiteral("This is {clinic}."),
            .sessionTtlSeconds = 600,
            .branches = {{.id = BranchId(QStringLiteral("main")), .numbers = {number}}}};
}

const ClinicBook book{
    {clinic("Rosewood", QStringLiteral("+4930111111")), clinic("Hill", QStringLiteral("+4930222222"))}};

} // namespace

void TestDestination::theCalledNumberNamesTheClinicWithItsGreeting()
{
    const auto found = destinationIn(book, PrivateText(QStringLiteral("+4930222222")));
    QVERIFY(found);
    QCOMPARE(found->clinic, ClinicId(QStringLiteral("Hill")));
    QCOMPARE(found->branch, BranchId(QStringLiteral("main")));
    QVERIFY(found->rules.greeting.startsWith(QStringLiteral("This is Hill.")));
    QVERIFY(found->rules.sessionTtl == std::chrono::minutes{10});
}

void TestDestination::whateverTheClinicWroteTheCallerIsToldWhoSpeaksAndWhatToDial()
{
    ClinicBook plain = book;
    plain.organisations[1].country = QStringLiteral("US");
    const PrivateText number(QStringLiteral("+4930222222"));
    QCOMPARE(destinationIn(plain, number)->rules.greeting,
             QStringLiteral("This is Hill. You are speaking with an automated assistant. If this is an emergency, "
                            "please hang up and dial 9 1 1."));
    const QString whole = QStringLiteral("Hill, the automated assistant speaks. Dial 9 1 1 in an emergency.");
    plain.organisations[1].greeting = QStringLiteral("Hill, the automated assistant speaks. Dial {emergency} in an "
                                                     "emergency.");
    QCOMPARE(destinationIn(plain, number)->rules.greeting, whole);
}

void TestDestination::whatTheClinicSaysOfRecordingIsTheCallsRule()
{
    const PrivateText number(QStringLiteral("+4930222222"));
    QVERIFY(destinationIn(book, number)->rules.recording == RecordingRules());
    ClinicBook recording = book;
    recording.organisations[1].recording = RecordingPolicy{.enabled = true, .notice = QStringLiteral("We record.")};
    QVERIFY((destinationIn(recording, number)->rules.recording == RecordingRules{true, QStringLiteral("We record.")}));
}

void TestDestination::anUnmappedNumberLeadsNowhere()
{
    QVERIFY(!destinationIn(book, PrivateText(QStringLiteral("+4930333333"))));
    QVERIFY(!destinationIn({}, PrivateText(QStringLiteral("+4930111111"))));
}

QTEST_APPLESS_MAIN(TestDestination)
#include "test_destination.moc"
