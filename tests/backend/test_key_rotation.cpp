#include "scripted/each_store.h"
#include "scripted/failing_database.h"
#include "scripted/scripted_secrets.h"
#include "store/key_ring.h"

#include <QTest>

using namespace nightbell;

namespace {

const ClinicId clinic(QStringLiteral("rosewood"));
const QString secretName = QStringLiteral("clinic-key/rosewood");
const QString nextName = QStringLiteral("clinic-key-next/rosewood");

CallId call(int number) { return CallId(QStringLiteral("call-%1").arg(number)); }

template<class T> QString why(const Result<T> &result) { return result ? QString() : result.problem().detail; }

} // namespace

class TestKeyRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rotationKeepsEveryCallReadable_data() { m_stores.rows(); }
    void rotationKeepsEveryCallReadable();
    void rotationStoppedAtAnyStepIsFinishedOrTakenBack_data() { m_stores.rows(); }
    void rotationStoppedAtAnyStepIsFinishedOrTakenBack();
    void rotationStoppedAtAnyStepCanBeRecoveredOnAnotherMachine_data() { m_stores.rows(); }
    void rotationStoppedAtAnyStepCanBeRecoveredOnAnotherMachine();
    void anEngineThatMissedTheRotationLearnsTheKeyFromSharedSecrets_data() { m_stores.rows(); }
    void anEngineThatMissedTheRotationLearnsTheKeyFromSharedSecrets();
    void anEngineThatMissedTheRotationIsToldSo_data() { m_stores.rows(); }
    void anEngineThatMissedTheRotationIsToldSo();

private:
    void makeCalls(int count);
    QList<QByteArray> callKeys(KeyRing &ring, int count);

    EachStore m_stores;
    std::unique_ptr<Database> m_database;
    ScriptedSecrets m_secrets;
};

void TestKeyRotation::init()
{
    m_database = m_stores.fresh();
    m_secrets = {};
}

void TestKeyRotation::makeCalls(int count)
{
    KeyRing ring(*m_database, m_secrets);
    QVERIFY(ring.openOrCreate(clinic).ok());
    QVERIFY(m_database->begin().ok());
    for (int i = 0; i < count; ++i)
        QVERIFY(ring.newCallKey(clinic, call(i)).ok());
    QVERIFY(m_database->commit().ok());
}

QList<QByteArray> TestKeyRotation::callKeys(KeyRing &ring, int count)
{
    QList<QByteArray> keys;
    for (int i = 0; i < count; ++i) {
        const auto key = ring.callKey(call(i));
        keys << (key ? key.value().view().toByteArray() : key.problem().detail.toUtf8());
    }
    return keys;
}

void TestKeyRotation::rotationKeepsEveryCallReadable()
{
    KeyRing ring(*m_database, m_secrets);
    const PrivateText recovery = ring.openOrCreate(clinic).value();
    makeCalls(1203);
    const auto before = callKeys(ring, 1203);
    const SealKey index = ring.indexKey(clinic).value();
    const QByteArray oldSecret = m_secrets.kept[secretName];
    for (int round = 0; round < 2; ++round) {
        const auto rotated = ring.rotate(clinic);
        QVERIFY2(rotated.ok(), qPrintable(why(rotated)));
        QCOMPARE(rotated.value(), 1203);
    }
    QVERIFY(m_secrets.kept[secretName] != oldSecret);
    QVERIFY(!m_secrets.kept.contains(nextName));
    KeyRing later(*m_database, m_secrets);
    QVERIFY(later.openOrCreate(clinic).ok());
    QCOMPARE(callKeys(later, 1203), before);
    QVERIFY(later.indexKey(clinic).value() == index);
    ScriptedSecrets elsewhere;
    KeyRing joining(*m_database, elsewhere);
    QVERIFY(joining.recover(clinic, recovery).ok());
    QCOMPARE(callKeys(joining, 1203), before);
    m_secrets.kept[secretName] = oldSecret;
    QVERIFY(!KeyRing(*m_database, m_secrets).openOrCreate(clinic).ok());
}

void TestKeyRotation::rotationStoppedAtAnyStepIsFinishedOrTakenBack()
{
    constexpr int calls = 3;
    int stopped = 0;
    for (const bool databaseFails : {true, false})
        for (int allowed = 0;; ++allowed) {
            init();
            makeCalls(calls);
            KeyRing untouched(*m_database, m_secrets);
            QVERIFY(untouched.openOrCreate(clinic).ok());
            const auto before = callKeys(untouched, calls);
            FailingDatabase failing(*m_database);
            KeyRing ring(failing, m_secrets);
            QVERIFY(ring.openOrCreate(clinic).ok());
            (databaseFails ? failing.changesAllowed : m_secrets.changesAllowed) = allowed;
            const bool done = ring.rotate(clinic).ok();
            m_secrets.changesAllowed = 1000;
            QCOMPARE(callKeys(ring, calls), before); // the process that failed goes on reading
            KeyRing later(*m_database, m_secrets);
            const auto opened = later.openOrCreate(clinic);
            QVERIFY2(opened.ok(), qPrintable(why(opened)));
            QCOMPARE(callKeys(later, calls), before);
            QVERIFY(!m_secrets.kept.contains(nextName));
            QVERIFY(later.newCallKey(clinic, call(calls)).ok());
            QCOMPARE(later.rotate(clinic).value(), calls + 1);
            QCOMPARE(callKeys(later, calls), before);
            if (done)
                break;
            ++stopped;
        }
    QVERIFY(stopped >= 9);
}

void TestKeyRotation::rotationStoppedAtAnyStepCanBeRecoveredOnAnotherMachine()
{
    constexpr int calls = 3;
    for (int allowed = 0;; ++allowed) {
        init();
        FailingDatabase failing(*m_database);
        KeyRing ring(failing, m_secrets);
        const PrivateText recovery = ring.openOrCreate(clinic).value();
        makeCalls(calls);
        const auto before = callKeys(ring, calls);
        failing.changesAllowed = allowed;
        const bool done = ring.rotate(clinic).ok();
        ScriptedSecrets elsewhere;
        KeyRing joining(*m_database, elsewhere);
        QVERIFY(joining.recover(clinic, recovery).ok());
        QCOMPARE(callKeys(joining, calls), before);
        if (done)
            break;
    }
}

void TestKeyRotation::anEngineThatMissedTheRotationLearnsTheKeyFromSharedSecrets()
{
    makeCalls(2);
    KeyRing rotating(*m_database, m_secrets), other(*m_database, m_secrets);
    QVERIFY(rotating.openOrCreate(clinic).ok());
    QVERIFY(other.openOrCreate(clinic).ok());
    QVERIFY(rotating.rotate(clinic).ok());
    QCOMPARE(callKeys(other, 2), callKeys(rotating, 2));
    const auto made = other.newCallKey(clinic, call(7));
    QVERIFY(made.ok());
    QVERIFY(rotating.callKey(call(7)).value() == made.value());
}

void TestKeyRotation::anEngineThatMissedTheRotationIsToldSo()
{
    KeyRing rotating(*m_database, m_secrets);
    const PrivateText recovery = rotating.openOrCreate(clinic).value();
    makeCalls(2);
    ScriptedSecrets elsewhere;
    KeyRing other(*m_database, elsewhere);
    QVERIFY(other.recover(clinic, recovery).ok());
    QVERIFY(rotating.rotate(clinic).ok());
    QCOMPARE(other.callKey(call(1)).problem().kind, Problem::Kind::Locked);
    QCOMPARE(other.newCallKey(clinic, call(9)).problem().kind, Problem::Kind::Locked);
    QVERIFY(other.recover(clinic, recovery).ok());
    QCOMPARE(callKeys(other, 2), callKeys(rotating, 2));
}

QTEST_GUILESS_MAIN(TestKeyRotation)
#include "test_key_rotation.moc"
