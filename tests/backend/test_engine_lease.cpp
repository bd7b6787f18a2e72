#include "scripted/each_store.h"
#include "store/engine_lease.h"

#include <QTest>

#include <future>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const EngineId north(QStringLiteral("north"));
const EngineId south(QStringLiteral("south"));
const EngineId west(QStringLiteral("west"));
const QList<ClinicId> clinics{ClinicId(QStringLiteral("lakeside"))}; // so that PostgreSQL knows us as a plain role
const Instant start = instantFromMs(1'760'000'000'000);
constexpr Span term = 1ms; // shorter than any server has been up; leases are aged by hand, never by waiting
constexpr qint64 farFutureMs = 9'000'000'000'000;

void age(Database &database, const EngineId &engine, qint64 leaseUntilMs)
{
    const auto aged = database.run(QStringLiteral("UPDATE engine SET lease_until_ms = ? WHERE id = ?"),
                                   {leaseUntilMs, engine.text()});
    QVERIFY(aged && aged.value().changed == 1);
}

bool isRefusedAs(Problem::Kind kind, const Result<> &result) { return !result && result.problem().kind == kind; }

// An observer's contact that has lasted a full term.
void watch(EngineLease &lease)
{
    QVERIFY(lease.lapsed(start));
    QVERIFY(lease.lapsed(start + term));
}

} // namespace

class TestEngineLease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTakingHasANewEpoch_data() { EachStore::rows(); }
    void everyTakingHasANewEpoch();
    void theGuardLetsTheHolderWrite_data() { EachStore::rows(); }
    void theGuardLetsTheHolderWrite();
    void aLapsedEngineIsFoundAfterATermOfContact_data() { EachStore::rows(); }
    void aLapsedEngineIsFoundAfterATermOfContact();
    void aRenewedLeaseIsNotLapsed_data() { EachStore::rows(); }
    void aRenewedLeaseIsNotLapsed();
    void aLeaseGivenBackIsNotAdopted_data() { EachStore::rows(); }
    void aLeaseGivenBackIsNotAdopted();
    void aSilenceOfTheObserverBeginsItsContactAnew_data() { EachStore::rows(); }
    void aSilenceOfTheObserverBeginsItsContactAnew();
    void anAdoptionHappensOnce_data() { EachStore::rows(); }
    void anAdoptionHappensOnce();
    void ofTwoAdoptersAtOnceTheSecondWaitsThenLoses_data() { EachStore::postgresRow(); }
    void ofTwoAdoptersAtOnceTheSecondWaitsThenLoses();
    void anEngineThatRenewedInTimeIsNotAdopted_data() { EachStore::rows(); }
    void anEngineThatRenewedInTimeIsNotAdopted();
    void anAdoptedEngineIsStaleUntilItTakesANewEpoch_data() { EachStore::rows(); }
    void anAdoptedEngineIsStaleUntilItTakesANewEpoch();
    void aWriteOfTheAdoptedEngineLeavesNothing_data() { EachStore::rows(); }
    void aWriteOfTheAdoptedEngineLeavesNothing();
    void aLiveTwinIsLockedOut_data() { EachStore::postgresRow(); }
    void aLiveTwinIsLockedOut();
    void aCrashedEngineRestartsWithoutWaiting_data() { EachStore::postgresRow(); }
    void aCrashedEngineRestartsWithoutWaiting();
    void renewingOftenHoldsTheLockOnce_data() { EachStore::postgresRow(); }
    void renewingOftenHoldsTheLockOnce();
    void anAdopterWaitsForTheVictimsLastCommit_data() { EachStore::postgresRow(); }
    void anAdopterWaitsForTheVictimsLastCommit();
    void nobodyIsLapsedWhileTheServerIsYoung_data() { EachStore::postgresRow(); }
    void nobodyIsLapsedWhileTheServerIsYoung();
    void anOutageBeginsTheContactAnew_data() { EachStore::postgresRow(); }
    void anOutageBeginsTheContactAnew();

private:
    EachStore m_stores;
};

void TestEngineLease::everyTakingHasANewEpoch()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease lease(*database, north, term);
    for (const qint64 epoch : {1, 2, 3}) {
        const auto taken = lease.take(start);
        QVERIFY(taken);
        QCOMPARE(taken.value().epoch, epoch);
        QCOMPARE(lease.epoch(), epoch);
        QVERIFY(taken.value().adoptedBy.isEmpty());
    }
}

void TestEngineLease::theGuardLetsTheHolderWrite()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease lease(*database, north, term);
    QVERIFY(isRefusedAs(Problem::Kind::Stale, lease.guard())); // nothing taken yet
    QVERIFY(lease.take(start));
    QVERIFY(inTransaction(*database, [&] { return lease.guard(); }));
    QVERIFY(lease.renew(start));
}

void TestEngineLease::aLapsedEngineIsFoundAfterATermOfContact()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    QCOMPARE(observer.lapsed(start).value(), QList<EngineId>());
    QVERIFY(isRefusedAs(Problem::Kind::Refused, observer.adopt(north, start)));
    QCOMPARE(observer.lapsed(start + term).value(), QList<EngineId>{north});
}

void TestEngineLease::aRenewedLeaseIsNotLapsed()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease holder(*database, north, 1h);
    QVERIFY(holder.take(start));
    age(*database, north, 1);
    QVERIFY(holder.renew(start));
    EngineLease observer(*database, south, term);
    watch(observer);
    QCOMPARE(observer.lapsed(start + term).value(), QList<EngineId>());
}

void TestEngineLease::aLeaseGivenBackIsNotAdopted()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease leaver(*database, north, term);
    QVERIFY(leaver.take(start));
    QVERIFY(leaver.giveBack());
    EngineLease observer(*database, south, term);
    watch(observer);
    QCOMPARE(observer.lapsed(start + 2 * term).value(), QList<EngineId>());
    QVERIFY(isRefusedAs(Problem::Kind::Refused, observer.adopt(north, start + 2 * term)));
}

void TestEngineLease::aSilenceOfTheObserverBeginsItsContactAnew()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    watch(observer);
    const Instant woken = start + 100 * term; // this machine slept; it cannot know what the database did
    QCOMPARE(observer.lapsed(woken).value(), QList<EngineId>());
    QCOMPARE(observer.lapsed(woken + term).value(), QList<EngineId>{north});
}

void TestEngineLease::anAdoptionHappensOnce()
{
    const auto database = m_stores.fresh(clinics);
    const auto other = m_stores.again(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease first(*database, south, term);
    EngineLease second(*other, west, term);
    watch(first);
    watch(second);
    QVERIFY(inTransaction(*database, [&] { return first.adopt(north, start + term); }));
    const Result<> late = inTransaction(*other, [&] { return second.adopt(north, start + term); });
    QVERIFY(!late);
    QVERIFY(isRefusedAs(Problem::Kind::Refused, late));
    QCOMPARE(second.lapsed(start + term).value(), QList<EngineId>());
    const auto row = other->run(QStringLiteral("SELECT epoch, adopted_by FROM engine WHERE id = 'north'"));
    QCOMPARE(row.value().rows, (QList<SqlValues>{{qint64(2), south.text()}}));
}

void TestEngineLease::ofTwoAdoptersAtOnceTheSecondWaitsThenLoses()
{
    const auto database = m_stores.fresh(clinics);
    const auto other = m_stores.again(clinics);
    const auto watcher = m_stores.again(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease first(*database, south, term);
    EngineLease second(*other, west, term);
    watch(first);
    watch(second);
    QVERIFY(database->begin());
    QVERIFY(first.adopt(north, start + term));
    auto late = std::async(std::launch::async, [&] { return second.adopt(north, start + term); });
    const auto waiting = [&] {
        const auto found = watcher->run(QStringLiteral("SELECT COUNT(*) FROM pg_locks WHERE NOT granted"));
        return found && found.value().rows.at(0).at(0).toLongLong() > 0;
    };
    QTRY_VERIFY(waiting());
    QVERIFY(database->commit());
    QVERIFY(isRefusedAs(Problem::Kind::Refused, late.get()));
}

void TestEngineLease::anEngineThatRenewedInTimeIsNotAdopted()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    watch(observer);
    QCOMPARE(observer.lapsed(start + term).value(), QList<EngineId>{north});
    age(*database, north, farFutureMs); // between the look and the act
    QVERIFY(isRefusedAs(Problem::Kind::Refused, observer.adopt(north, start + term)));
    QVERIFY(victim.guard());
}

void TestEngineLease::anAdoptedEngineIsStaleUntilItTakesANewEpoch()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    watch(observer);
    QVERIFY(observer.adopt(north, start + term));

    QVERIFY(isRefusedAs(Problem::Kind::Stale, victim.guard()));
    QVERIFY(isRefusedAs(Problem::Kind::Stale, victim.renew(start)));
    QVERIFY(isRefusedAs(Problem::Kind::Stale, victim.giveBack()));

    const auto back = victim.take(start);
    QVERIFY(back);
    QCOMPARE(back.value().epoch, 3);
    QCOMPARE(back.value().adoptedBy, south);
    QVERIFY(victim.guard());
    age(*database, north, 1);
    QCOMPARE(observer.lapsed(start + term).value(), QList<EngineId>{north}); // it can be lost again
}

void TestEngineLease::aWriteOfTheAdoptedEngineLeavesNothing()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    watch(observer);
    QVERIFY(observer.adopt(north, start + term));
    const Result<> written = inTransaction(*database, [&]() -> Result<> {
        const auto row = database->run(
            QStringLiteral("INSERT INTO reader_cursor (reader, engine, position) VALUES ('r', 'north', 1)"));
        return row ? victim.guard() : Result<>(row.problem());
    });
    QVERIFY(!written);
    QVERIFY(isRefusedAs(Problem::Kind::Stale, written));
    QCOMPARE(database->run(QStringLiteral("SELECT reader FROM reader_cursor")).value().rows.size(), 0);
}

void TestEngineLease::aLiveTwinIsLockedOut()
{
    const auto database = m_stores.fresh(clinics);
    const auto other = m_stores.again(clinics);
    EngineLease holder(*database, north, 1h);
    EngineLease twin(*other, north, 1h);
    QVERIFY(holder.take(start));
    QVERIFY(holder.renew(start));
    const auto refused = twin.take(start);
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Locked);
    QVERIFY(holder.guard());
    age(*database, north, 1); // it hangs, its connection stays
    QVERIFY(twin.take(start));
    QVERIFY(isRefusedAs(Problem::Kind::Stale, holder.guard()));
}

void TestEngineLease::aCrashedEngineRestartsWithoutWaiting()
{
    auto database = m_stores.fresh(clinics);
    const auto other = m_stores.again(clinics);
    EngineLease crashed(*database, north, 1h);
    QVERIFY(crashed.take(start));
    EngineLease restarted(*other, north, 1h);
    QVERIFY(!restarted.take(start));
    database.reset(); // the kernel closes what a dead process held
    QTRY_VERIFY(restarted.epoch() != 0 || restarted.take(start));
    QCOMPARE(restarted.epoch(), 2);
}

void TestEngineLease::renewingOftenHoldsTheLockOnce()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease lease(*database, north, term);
    QVERIFY(lease.take(start));
    for (int i = 0; i < 5; ++i)
        QVERIFY(lease.renew(start));
    const auto locks = database->run(
        QStringLiteral("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"));
    QCOMPARE(locks.value().rows, QList<SqlValues>{{qint64(1)}});
    QVERIFY(database->run(QStringLiteral("SELECT pg_advisory_unlock(5641894, hashtext('north'))")));
    const auto left = database->run(
        QStringLiteral("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"));
    QCOMPARE(left.value().rows, QList<SqlValues>{{qint64(0)}});
}

void TestEngineLease::anAdopterWaitsForTheVictimsLastCommit()
{
    const auto database = m_stores.fresh(clinics);
    const auto other = m_stores.again(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*other, south, term);
    watch(observer);
    QVERIFY(other->run(QStringLiteral("SET lock_timeout = '50ms'")));
    QVERIFY(database->begin());
    QVERIFY(victim.guard()); // its last write is on the way
    QVERIFY(isRefusedAs(Problem::Kind::Locked, observer.adopt(north, start + term)));
    QVERIFY(database->commit());
    QVERIFY(observer.adopt(north, start + term));
}

void TestEngineLease::nobodyIsLapsedWhileTheServerIsYoung()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, 24h);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, 24h);
    QVERIFY(observer.lapsed(start));
    QVERIFY(observer.lapsed(start + 24h));
    QCOMPARE(observer.lapsed(start + 24h).value(), QList<EngineId>());
    QVERIFY(isRefusedAs(Problem::Kind::Refused, observer.adopt(north, start + 24h)));
}

void TestEngineLease::anOutageBeginsTheContactAnew()
{
    const auto database = m_stores.fresh(clinics);
    EngineLease victim(*database, north, term);
    QVERIFY(victim.take(start));
    age(*database, north, 1);
    EngineLease observer(*database, south, term);
    watch(observer);
    QCOMPARE(observer.lapsed(start + term).value(), QList<EngineId>{north});
    m_stores.postgres().kill();
    const auto away = observer.lapsed(start + 2 * term);
    QVERIFY(!away);
    QCOMPARE(away.problem().kind, Problem::Kind::Unreachable);
    m_stores.postgres();
    QCOMPARE(observer.lapsed(start + 3 * term).value(), QList<EngineId>());
    QCOMPARE(observer.lapsed(start + 4 * term).value(), QList<EngineId>{north});
}

QTEST_GUILESS_MAIN(TestEngineLease)
#include "test_engine_lease.moc"
