// The words of a new recovery key are in their file before the store counts on them, wherever the start is cut off.
#include "scripted/dying_database.h"
#include "scripted/each_store.h"
#include "settings/private_file.h"
#include "settings/secret_folder.h"
#include "store/key_ring.h"

#include <QTest>

#include <sys/wait.h>

using namespace nightbell;

namespace {

const ClinicId clinic(QStringLiteral("rosewood"));

// What a machine keeps beside the database.
struct Machine
{
    QTemporaryDir folder;
    SecretFolder secrets{folder.filePath(QStringLiteral("secrets")), SecretFolder::Use::Own};

    QString wordsPath() const { return folder.filePath(QStringLiteral("words")); }
    Result<> keep(const PrivateText &words) { return writePrivateFile(wordsPath(), words.reveal().toUtf8()); }
    PrivateText words() const
    {
        QFile file(wordsPath());
        return file.open(QIODevice::ReadOnly) ? PrivateText(QString::fromUtf8(file.readAll())) : PrivateText();
    }
    Result<PrivateText> start(Database &database)
    {
        return KeyRing(database, secrets).openOrCreate(clinic, [this](const PrivateText &words) {
            return keep(words);
        });
    }
};

bool hasRow(Database &database)
{
    return !database.run(QStringLiteral("SELECT 1 FROM clinic_key")).value().rows.isEmpty();
}

} // namespace

class TestRecoveryWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whenTheyCannotBeKeptTheStoreKeepsNoKey_data() { m_stores.rows(); }
    void whenTheyCannotBeKeptTheStoreKeepsNoKey();
    void theyAreKeptBeforeAnybodySeesTheRow_data() { m_stores.rows(); }
    void theyAreKeptBeforeAnybodySeesTheRow();
    void deathAtAnyStepLosesNone_data() { m_stores.rows(); }
    void deathAtAnyStepLosesNone();
    void openingAloneMakesNoKey_data() { m_stores.rows(); }
    void openingAloneMakesNoKey();

private:
    void dieAt(int step, bool afterwards, Machine &machine, bool &lived);
    bool openTheStore(const PrivateText &words);

    EachStore m_stores;
};

// From a machine that has nothing else.
bool TestRecoveryWords::openTheStore(const PrivateText &words)
{
    Machine elsewhere;
    return KeyRing(*m_stores.again(), elsewhere.secrets).recover(clinic, words).ok();
}

void TestRecoveryWords::whenTheyCannotBeKeptTheStoreKeepsNoKey()
{
    const auto database = m_stores.fresh();
    Machine machine;
    const auto refused = KeyRing(*database, machine.secrets).openOrCreate(clinic, [](const PrivateText &) {
        return Problem{Problem::Kind::Full, QStringLiteral("the disk is full")};
    });
    QVERIFY(!refused);
    QCOMPARE(refused.problem().kind, Problem::Kind::Full);
    QVERIFY(!hasRow(*database));

    QVERIFY(machine.start(*database));
    QVERIFY(openTheStore(machine.words()));
}

void TestRecoveryWords::theyAreKeptBeforeAnybodySeesTheRow()
{
    const auto database = m_stores.fresh();
    const auto observer = m_stores.again();
    Machine machine;
    int asked = 0;
    bool seen = true;
    const auto keep = [&](const PrivateText &words) {
        ++asked;
        seen = hasRow(*observer);
        return machine.keep(words);
    };
    const auto made = KeyRing(*database, machine.secrets).openOrCreate(clinic, keep);
    QVERIFY(made && made.value() == machine.words());
    QVERIFY(!seen);
    QVERIFY(KeyRing(*database, machine.secrets).openOrCreate(clinic, keep));
    QCOMPARE(asked, 1); // a later start does not touch them
}

void TestRecoveryWords::dieAt(int step, bool afterwards, Machine &machine, bool &lived)
{
    const pid_t child = ::fork();
    if (child == 0) {
        DyingDatabase dying(m_stores.again(), step, afterwards);
        ::_exit(machine.start(dying) ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    lived = WIFEXITED(status);
    QVERIFY(!lived || WEXITSTATUS(status) == 0);
}

void TestRecoveryWords::deathAtAnyStepLosesNone()
{
    int orphans = 0;
    for (const bool afterwards : {false, true})
        for (int step = 1;; ++step) {
            m_stores.fresh().reset();
            Machine machine;
            bool lived = false;
            dieAt(step, afterwards, machine, lived);
            const auto database = m_stores.again();
            const PrivateText left = machine.words();
            orphans += !left.isEmpty() && !hasRow(*database);
            const auto again = machine.start(*database);
            QVERIFY2(again, again ? "" : qPrintable(again.problem().detail));
            QVERIFY2(openTheStore(machine.words()), qPrintable(QStringLiteral("lost at step %1").arg(step)));
            if (lived)
                break;
        }
    QVERIFY(orphans > 0); // a file without a row was among them, and was replaced
}

void TestRecoveryWords::openingAloneMakesNoKey()
{
    const auto database = m_stores.fresh();
    Machine machine;
    QCOMPARE(KeyRing(*database, machine.secrets).open(clinic).problem().kind, Problem::Kind::NotFound);
    QVERIFY(!hasRow(*database));
}

QTEST_GUILESS_MAIN(TestRecoveryWords)
#include "test_recovery_words.moc"
