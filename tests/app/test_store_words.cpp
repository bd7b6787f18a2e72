#include "app/exit_code.h"
#include "app/store_words.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using Kind = Problem::Kind;

class TestStoreWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProblemIsOneSentenceWithItsCause_data();
    void everyProblemIsOneSentenceWithItsCause();
    void theRemedyIsNamed();
    void onlyAWrongSettingIsAUsageError();
};

void TestStoreWords::everyProblemIsOneSentenceWithItsCause_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= int(Kind::InDoubt); ++kind)
        QTest::addRow("%d", kind) << kind;
}

void TestStoreWords::everyProblemIsOneSentenceWithItsCause()
{
    QFETCH(int, kind);
    const QString detail = u"cause %2 100%"_s; // not to be taken for a place to fill
    const Problem store = storeTrouble({Kind(kind), detail});
    QCOMPARE(int(store.kind), kind);
    QVERIFY2(store.detail.contains(detail) && store.detail.endsWith(u'.'), qPrintable(store.detail));
    const Problem key = keyTrouble({Kind(kind), detail}, ClinicId(u"oak"_s));
    QCOMPARE(int(key.kind), kind);
    QVERIFY2(key.detail.contains("clinic oak"_L1) && key.detail.endsWith(u'.'), qPrintable(key.detail));
    QVERIFY2(key.detail.contains(detail) || Kind(kind) == Kind::NotFound, qPrintable(key.detail));
    for (const Problem &each : {store, key})
        QVERIFY(!each.detail.contains(u'\n') && !each.detail.contains("%1"_L1));
}

void TestStoreWords::theRemedyIsNamed()
{
    const auto ofStore = [](Kind kind) { return storeTrouble({kind, u"x"_s}).detail; };
    const auto ofKey = [](Kind kind) { return keyTrouble({kind, u"x"_s}, ClinicId(u"oak"_s)).detail; };
    QVERIFY(ofStore(Kind::Full).contains("Free some space"_L1));
    QVERIFY(ofStore(Kind::Refused).contains("permissions"_L1));
    QVERIFY(ofStore(Kind::Damaged).contains("nightbell admin restore FILE --force"_L1));
    QVERIFY(ofStore(Kind::Newer).contains("Install that version"_L1));
    QVERIFY(ofStore(Kind::Locked).contains("Unlock the keychain"_L1));
    QVERIFY(ofStore(Kind::Unreachable).contains("store.url"_L1));
    QVERIFY(ofKey(Kind::Locked).contains("Unlock the keychain"_L1));
    QVERIFY(ofKey(Kind::NotFound).contains("--recovery-key-file"_L1));
    QVERIFY(ofKey(Kind::Damaged).contains("--recovery-key-file"_L1));
    QVERIFY(ofKey(Kind::Unreachable).contains("secrets.from"_L1));
}

void TestStoreWords::onlyAWrongSettingIsAUsageError()
{
    for (int kind = 0; kind <= int(Kind::InDoubt); ++kind)
        QCOMPARE(exitCodeFor(storeTrouble({Kind(kind), u"x"_s})),
                 Kind(kind) == Kind::Invalid ? ExitCode::Usage : ExitCode::Missing);
}

QTEST_APPLESS_MAIN(TestStoreWords)
#include "test_store_words.moc"
