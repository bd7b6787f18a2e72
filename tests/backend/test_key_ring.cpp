#include "scripted/each_store.h"
#include "scripted/failing_database.h"
#include "scripted/scripted_secrets.h"
#include "store/key_ring.h"

#include <QTest>

using namespace nightbell;

namespace {

const ClinicId clinic(QStringLiteral("rosewood"));
const QString secretName = QStringLiteral("clinic-key/rosewood");

CallId call(int number) { return CallId(QStringLiteral("call-%1").arg(number)); }

template<class T> QString why(const Result<T> &result) { return result ? QString() : result.problem().detail; }

} // namespace

class TestKeyRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theFirstOpenMakesKeysAndShowsTheRecoveryKeyOnce_data() { m_stores.rows(); }
    void theFirstOpenMakesKeysAndShowsTheRecoveryKeyOnce();
    void aCallKeyIsTheSameAfterARestart_data() { m_stores.rows(); }
    void aCallKeyIsTheSameAfterARestart();
    void aLockedKeychainMakesNoKey_data() { m_stores.rows(); }
    void aLockedKeychainMakesNoKey();
    void aMissingSecretAsksForTheRecoveryKeyAndChangesNothing_data() { m_stores.rows(); }
    void aMissingSecretAsksForTheRecoveryKeyAndChangesNothing();
    void aWrongSecretIsRefusedAndChangesNothing_data() { m_stores.rows(); }
    void aWrongSecretIsRefusedAndChangesNothing();
    void aFreshStoreBesideAnOldKeyUsesTheOldKey_data() { m_stores.rows(); }
    void aFreshStoreBesideAnOldKeyUsesTheOldKey();
    void sealedCallsWithoutTheirClinicsRowAreDamage_data() { m_stores.rows(); }
    void sealedCallsWithoutTheirClinicsRowAreDamage();
    void aCrashWhileMakingKeysLeavesNothingThatCannotBeOpened_data() { m_stores.rows(); }
    void aCrashWhileMakingKeysLeavesNothingThatCannotBeOpened();
    void twoEnginesThatStartAtOnceShareOneKey_data() { m_stores.rows(); }
    void twoEnginesThatStartAtOnceShareOneKey();
    void anEngineWithItsOwnSecretsNeedsTheRecoveryKeyToJoin_data() { m_stores.rows(); }
    void anEngineWithItsOwnSecretsNeedsTheRecoveryKeyToJoin();
    void theWrongRecoveryKeyIsRefused_data() { m_stores.rows(); }
    void theWrongRecoveryKeyIsRefused();
    void aKeyOfAnotherStoreIsSetAsideByRecovery_data() { m_stores.rows(); }
    void aKeyOfAnotherStoreIsSetAsideByRecovery();
    void aDestroyedCallKeyIsGone_data() { m_stores.rows(); }
    void aDestroyedCallKeyIsGone();
    void aMovedCallKeyDoesNotOpen_data() { m_stores.rows(); }
    void aMovedCallKeyDoesNotOpen();

private:
    QByteArray dump(); // every row of the key tables
    void makeCalls(int count);

    EachStore m_stores;
    std::unique_ptr<Database> m_database;
    ScriptedSecrets m_secrets;
};

void TestKeyRing::init()
{
    m_database = m_stores.fresh();
    m_secrets = {};
}

QByteArray TestKeyRing::dump()
{
    QByteArray all;
    for (const QString &table : {QStringLiteral("clinic_key"), QStringLiteral("call_key")}) {
        const auto found = m_database->run(QStringLiteral("SELECT * FROM %1 ORDER BY 1").arg(table));
        for (const SqlValues &row : found.value().rows)
            for (const QVariant &value : row)
                all += value.toByteArray().toHex() + ' ';
    }
    return all;
}

void TestKeyRing::makeCalls(int count)
{
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(ring.openOrCreate(clinic).ok());
    QVERIFY(m_database->begin().ok());
    for (int i = 0; i < count; ++i)
        QVERIFY(ring.newCallKey(clinic, call(i)).ok());
    QVERIFY(m_database->commit().ok());
}

void TestKeyRing::theFirstOpenMakesKeysAndShowsTheRecoveryKeyOnce()
{
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(!ring.indexKey(clinic).ok());
    const auto first = ring.openOrCreate(clinic);
    QVERIFY(first.ok());
    QVERIFY(!first.value().isEmpty());
    KeyRing later(*m_database, m_secrets);
    const auto second = later.openOrCreate(clinic);
    QVERIFY(second.ok());
    QVERIFY(second.value().isEmpty());
    QVERIFY(later.indexKey(clinic).value() == ring.indexKey(clinic).value());
}

void TestKeyRing::aCallKeyIsTheSameAfterARestart()
{
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(ring.openOrCreate(clinic).ok());
    const SealKey key = ring.newCallKey(clinic, call(1)).value();
    QVERIFY(ring.newCallKey(clinic, call(1)).value() == key);
    QVERIFY(!(ring.newCallKey(clinic, call(2)).value() == key));
    KeyRing later(*m_database, m_secrets);
    QVERIFY(later.openOrCreate(clinic).ok());
    QVERIFY(later.callKey(call(1)).value() == key);
    QVERIFY(later.newCallKey(clinic, call(1)).value() == key);
}

void TestKeyRing::aLockedKeychainMakesNoKey()
{
    for (const auto kind : {Problem::Kind::Locked, Problem::Kind::Unreachable}) {
        m_secrets.answersWith = Problem{kind, QStringLiteral("no")};
        const auto opened = KeyRing(*m_database, m_secrets).openOrCreate(clinic);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.problem().kind, kind);
    }
    QVERIFY(dump().isEmpty());
    QVERIFY(m_secrets.kept.isEmpty());
}

void TestKeyRing::aMissingSecretAsksForTheRecoveryKeyAndChangesNothing()
{
    makeCalls(2);
    const QByteArray before = dump();
    m_secrets.kept.clear();
    const auto opened = KeyRing(*m_database, m_secrets).openOrCreate(clinic);
    QCOMPARE(opened.problem().kind, Problem::Kind::NotFound);
    QVERIFY(opened.problem().detail.contains(QStringLiteral("recovery key")));
    QCOMPARE(dump(), before);
    QVERIFY(m_secrets.kept.isEmpty());
}

void TestKeyRing::aWrongSecretIsRefusedAndChangesNothing()
{
    makeCalls(2);
    const QByteArray before = dump();
    const QByteArray wrong(32, 'w');
    m_secrets.kept[secretName] = wrong;
    const auto opened = KeyRing(*m_database, m_secrets).openOrCreate(clinic);
    QCOMPARE(opened.problem().kind, Problem::Kind::Damaged);
    QVERIFY(opened.problem().detail.contains(QStringLiteral("wrong key")));
    QCOMPARE(dump(), before);
    QCOMPARE(m_secrets.kept[secretName], wrong);
}

void TestKeyRing::aFreshStoreBesideAnOldKeyUsesTheOldKey()
{
    makeCalls(1);
    const QByteArray old = m_secrets.kept[secretName];
    m_database = m_stores.fresh();
    const auto opened = KeyRing(*m_database, m_secrets).openOrCreate(clinic);
    QVERIFY(opened.ok());
    QVERIFY(!opened.value().isEmpty()); // a recovery key of this store
    QCOMPARE(m_secrets.kept[secretName], old);
}

void TestKeyRing::sealedCallsWithoutTheirClinicsRowAreDamage()
{
    makeCalls(1);
    QVERIFY(m_database->run(QStringLiteral("DELETE FROM clinic_key")).ok());
    const QByteArray before = dump();
    QCOMPARE(KeyRing(*m_database, m_secrets).openOrCreate(clinic).problem().kind, Problem::Kind::Damaged);
    QCOMPARE(dump(), before);
}

void TestKeyRing::aCrashWhileMakingKeysLeavesNothingThatCannotBeOpened()
{
    for (int allowed = 0;; ++allowed) {
        init();
        FailingDatabase failing(*m_database);
        failing.changesAllowed = allowed;
        const bool made = KeyRing(failing, m_secrets).openOrCreate(clinic).ok();
        const auto again = KeyRing(*m_database, m_secrets).openOrCreate(clinic);
        QVERIFY2(again.ok(), qPrintable(why(again)));
        QVERIFY2(made != !again.value().isEmpty(), "the owner never saw a recovery key that works");
        if (made)
            break;
    }
    init();
    m_secrets.changesAllowed = 0;
    QVERIFY(!KeyRing(*m_database, m_secrets).openOrCreate(clinic).ok());
    QVERIFY(dump().isEmpty());
}

void TestKeyRing::twoEnginesThatStartAtOnceShareOneKey()
{
    // The other engine makes its keys between this one's look at the secrets and its look at the database.
    class Overtaken : public FailingDatabase
    {
    public:
        Overtaken(Database &real, std::function<void()> other) : FailingDatabase(real), m_other(std::move(other)) { }
        Result<> begin() override
        {
            if (const auto other = std::exchange(m_other, {}))
                other();
            return FailingDatabase::begin();
        }

    private:
        std::function<void()> m_other;
    };
    const auto connection = m_stores.again();
    KeyRing first(*connection, m_secrets);
    Overtaken overtaken(*m_database, [&] { QVERIFY(!first.openOrCreate(clinic).value().isEmpty()); });
    KeyRing second(overtaken, m_secrets);
    const auto opened = second.openOrCreate(clinic);
    QVERIFY(opened.ok());
    QVERIFY(opened.value().isEmpty());
    const SealKey key = first.newCallKey(clinic, call(1)).value();
    QVERIFY(second.callKey(call(1)).value() == key);

    init();
    ScriptedSecrets elsewhere;
    const auto otherConnection = m_stores.again();
    KeyRing there(*otherConnection, m_secrets);
    Overtaken overtakenAgain(*m_database, [&] { QVERIFY(there.openOrCreate(clinic).ok()); });
    const auto refused = KeyRing(overtakenAgain, elsewhere).openOrCreate(clinic);
    QCOMPARE(refused.problem().kind, Problem::Kind::NotFound);
    QVERIFY(elsewhere.kept.isEmpty());
    QVERIFY(KeyRing(*m_database, m_secrets).openOrCreate(clinic).ok());
}

void TestKeyRing::anEngineWithItsOwnSecretsNeedsTheRecoveryKeyToJoin()
{
    KeyRing here(*m_database, m_secrets);
    const PrivateText recovery = here.openOrCreate(clinic).value();
    const SealKey key = here.newCallKey(clinic, call(1)).value();
    ScriptedSecrets elsewhere;
    KeyRing joining(*m_database, elsewhere);
    QCOMPARE(joining.openOrCreate(clinic).problem().kind, Problem::Kind::NotFound);
    QVERIFY(joining.recover(clinic, PrivateText(recovery.reveal().toLower())).ok());
    QVERIFY(joining.callKey(call(1)).value() == key);
    QVERIFY(KeyRing(*m_database, elsewhere).openOrCreate(clinic).ok());
}

void TestKeyRing::theWrongRecoveryKeyIsRefused()
{
    KeyRing ring(*m_database, m_secrets);
    const PrivateText recovery = ring.openOrCreate(clinic).value();
    auto other = m_stores.fresh();
    ScriptedSecrets otherSecrets;
    const PrivateText ofAnother = KeyRing(*other, otherSecrets).openOrCreate(clinic).value();
    ScriptedSecrets elsewhere;
    KeyRing joining(*m_database, elsewhere);
    QCOMPARE(joining.recover(clinic, ofAnother).problem().kind, Problem::Kind::Refused);
    QCOMPARE(joining.recover(clinic, PrivateText(recovery.reveal().chopped(1))).problem().kind, Problem::Kind::Invalid);
    QCOMPARE(joining.recover(ClinicId(QStringLiteral("unknown")), recovery).problem().kind, Problem::Kind::NotFound);
    QVERIFY(elsewhere.kept.isEmpty());
}

void TestKeyRing::aKeyOfAnotherStoreIsSetAsideByRecovery()
{
    KeyRing ring(*m_database, m_secrets);
    const PrivateText recovery = ring.openOrCreate(clinic).value();
    const QByteArray right = m_secrets.kept[secretName];
    m_secrets.kept[secretName] = QByteArray(32, 'o');
    QVERIFY(ring.recover(clinic, recovery).ok());
    QCOMPARE(m_secrets.kept[secretName], right);
    QVERIFY(m_secrets.kept.values().contains(QByteArray(32, 'o')));
}

void TestKeyRing::aDestroyedCallKeyIsGone()
{
    makeCalls(2);
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(ring.openOrCreate(clinic).ok());
    QVERIFY(ring.callKey(call(0)).ok());
    QVERIFY(ring.destroyCallKey(call(0)).ok());
    QCOMPARE(ring.callKey(call(0)).problem().kind, Problem::Kind::NotFound);
    QVERIFY(ring.callKey(call(1)).ok());
    QVERIFY(ring.destroyCallKey(call(0)).ok());
}

void TestKeyRing::aMovedCallKeyDoesNotOpen()
{
    makeCalls(2);
    QVERIFY(m_database
                ->run(QStringLiteral("UPDATE call_key SET wrapped = (SELECT wrapped FROM call_key WHERE call = ?) "
                                     "WHERE call = ?"),
                      {call(0).text(), call(1).text()})
                .ok());
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(ring.openOrCreate(clinic).ok());
    QVERIFY(ring.callKey(call(0)).ok());
    QCOMPARE(ring.callKey(call(1)).problem().kind, Problem::Kind::Damaged);
    QVERIFY(ring.rotate(clinic).ok());
    QVERIFY(ring.callKey(call(0)).ok());
}

QTEST_GUILESS_MAIN(TestKeyRing)
#include "test_key_ring.moc"
