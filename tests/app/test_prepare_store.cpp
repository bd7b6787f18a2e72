// The first look at the store: a recovery key that cannot be kept in its file refuses the start.
#include "app/prepare_store.h"
#include "clinic/starter_book.h"
#include "scripted/scripted_secrets.h"
#include "settings/private_file.h"
#include "store/open_store_database.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestPrepareStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRecoveryKeyThatCannotBeKeptRefusesTheStart();
    void wordsThatAnEarlierStartLeftAreReplaced();

private:
    StorePlan plan() const;
    QString wordsPath() const { return m_folder->filePath(u"recovery-key-%1.txt"_s.arg(clinic().text())); }
    ClinicId clinic() const { return m_book.organisations.first().id; }
    std::unique_ptr<Database> open() const
    {
        return openStoreDatabase(u"sqlite:"_s, m_folder->path(), m_secrets, {clinic()}).value();
    }
    bool wordsOpenTheStore() const;

    const ClinicBook m_book = starterBook();
    std::unique_ptr<QTemporaryDir> m_folder;
    mutable ScriptedSecrets m_secrets;
};

void TestPrepareStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets.kept.clear();
}

StorePlan TestPrepareStore::plan() const
{
    return {.url = u"sqlite:"_s, .dataFolder = m_folder->path(), .book = m_book, .secrets = m_secrets};
}

bool TestPrepareStore::wordsOpenTheStore() const
{
    QFile file(wordsPath());
    ScriptedSecrets elsewhere;
    const auto database = open();
    return file.open(QIODevice::ReadOnly)
        && KeyRing(*database, elsewhere).recover(clinic(), PrivateText(QString::fromUtf8(file.readAll()).trimmed()));
}

void TestPrepareStore::aRecoveryKeyThatCannotBeKeptRefusesTheStart()
{
    QVERIFY(QDir().mkdir(wordsPath())); // where the file should go
    const auto refused = prepareStore(plan());
    QVERIFY(!refused);
    QVERIFY2(refused.problem().detail.contains("recovery key of clinic "_L1 + clinic().text()),
             qPrintable(refused.problem().detail));
    QVERIFY(open()->run(u"SELECT 1 FROM clinic_key"_s).value().rows.isEmpty());

    QVERIFY(QDir().rmdir(wordsPath()));
    QVERIFY(prepareStore(plan()));
    QVERIFY(wordsOpenTheStore());
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(wordsPath()) & others));
}

void TestPrepareStore::wordsThatAnEarlierStartLeftAreReplaced()
{
    QVERIFY(writePrivateFile(wordsPath(), "left by a start that was cut off\n"));
    QVERIFY(prepareStore(plan()));
    QVERIFY(wordsOpenTheStore());
}

QTEST_GUILESS_MAIN(TestPrepareStore)
#include "test_prepare_store.moc"
