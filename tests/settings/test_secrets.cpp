#include "settings/environment_secrets.h"
#include "settings/keychain_secrets.h"
#include "settings/open_secrets.h"
#include "settings/private_file.h"
#include "settings/secret_chain.h"
#include "settings/secret_folder.h"
#include "settings/secret_names.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;

using Kind = Problem::Kind;

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameBecomesAFileAndAVariable();
    void noTwoNamesMeetAndNoneLeavesItsFolder();
    void aFolderKeepsWhatItWasGiven();
    void aFolderIsMadeForItsOwnerOnly();
    void whatAFolderDoesNotHoldIsMissing();
    void aSecretThatOthersMayReadIsRefused();
    void aGivenSecretMayBeReadByItsGroup();
    void aGivenFolderIsNotWritten();
    void aFolderThatIsAFileIsUnreachable();
    void whatIsNoFileIsUnreachable();
    void aSecretTooLongIsInvalid();
    void theEnvironmentGivesTextAndBytes();
    void theEnvironmentIsNotWritten();
    void aChainReadsTheFirstThatHoldsTheSecret();
    void aLockedStoreEndsTheSearch();
    void aChainWritesWhereWritingIsAllowed();
    void whatIsGivenFromOutsideIsNotShadowed();
    void aChainRemovesWhatItWouldRead();
    void theSettingChoosesTheStores();
};

namespace {

template<class Answer> Kind kindOf(const Answer &answer)
{
    if (answer.ok())
        qFatal("a problem was expected");
    return answer.problem().kind;
}

void put(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.setPermissions(permissions))
        qFatal("the test cannot write its file");
}

// A store in memory that can be locked, or be one that is only read.
class KeptSecrets : public SecretStore
{
public:
    QHash<QString, QByteArray> held;
    std::optional<Problem> closed; // the answer to everything while set
    bool readOnly = false;

    Result<QByteArray> read(const QString &name) override
    {
        if (closed)
            return *closed;
        if (!held.contains(name))
            return Problem{Problem::Kind::NotFound, name};
        return held.value(name);
    }

    Result<> write(const QString &name, const QByteArray &secret) override
    {
        if (closed || readOnly)
            return closed.value_or(Problem{Problem::Kind::Refused, name});
        held[name] = secret;
        return {};
    }

    Result<> remove(const QString &name) override
    {
        if (closed || readOnly)
            return closed.value_or(Problem{Problem::Kind::Refused, name});
        if (!held.remove(name))
            return Problem{Problem::Kind::NotFound, name};
        return {};
    }
};

struct Chain
{
    KeptSecrets *given = nullptr;
    KeptSecrets *own = nullptr;
    std::unique_ptr<SecretChain> chain;

    Chain()
    {
        std::vector<std::unique_ptr<SecretStore>> stores;
        stores.push_back(std::make_unique<KeptSecrets>());
        stores.push_back(std::make_unique<KeptSecrets>());
        given = static_cast<KeptSecrets *>(stores[0].get());
        own = static_cast<KeptSecrets *>(stores[1].get());
        given->readOnly = true;
        chain = std::make_unique<SecretChain>(std::move(stores));
    }
};

} // namespace

void TestSecrets::aNameBecomesAFileAndAVariable()
{
    QCOMPARE(secretFileName(u"clinic-key/main"_s), u"clinic-key.main"_s);
    QCOMPARE(secretVariable(u"clinic-key/main"_s), u"NIGHTBELL_SECRET_CLINIC_KEY__MAIN"_s);
    QCOMPARE(secretFileName(u"Ä"_s), u"_c384"_s);
    QCOMPARE(secretVariable(u"Ä"_s), u"NIGHTBELL_SECRET__C384"_s);
}

void TestSecrets::noTwoNamesMeetAndNoneLeavesItsFolder()
{
    const QStringList names{u"a"_s,    u"A"_s,    u"a-b"_s, u"a_b"_s,  u"a/b"_s,  u"a.b"_s,  u"a--b"_s,
                            u"a__b"_s, u"/a"_s,   u".."_s,  u"../a"_s, u"a/"_s,   u"_61"_s,  u"61"_s,
                            u"a b"_s,  u"\0"_s,   u"a\n"_s, u"a-"_s,   u"-a"_s,   u"a-/b"_s, u"."_s,
                            u"c:"_s,   u"a/-b"_s, u"ä"_s,   u"A-B"_s,  u"a\\b"_s, u"a//b"_s};
    QSet<QString> files, variables;
    for (const QString &name : names) {
        files.insert(secretFileName(name));
        variables.insert(secretVariable(name));
        QVERIFY2(!secretFileName(name).contains(u'/') && !secretFileName(name).startsWith(u'.'), qPrintable(name));
    }
    QCOMPARE(files.size(), names.size());
    QCOMPARE(variables.size(), names.size());
}

void TestSecrets::aFolderKeepsWhatItWasGiven()
{
    QTemporaryDir place;
    SecretFolder folder(place.filePath(u"secrets"_s), SecretFolder::Use::Own);
    const QByteArray bytes("\0\xff\n", 3);
    QVERIFY(folder.write(u"clinic-key/main"_s, bytes).ok());
    QCOMPARE(folder.read(u"clinic-key/main"_s).value(), bytes);
    QVERIFY(folder.write(u"clinic-key/main"_s, "new").ok());
    QCOMPARE(folder.read(u"clinic-key/main"_s).value(), QByteArray("new"));
    QVERIFY(folder.remove(u"clinic-key/main"_s).ok());
    QCOMPARE(kindOf(folder.read(u"clinic-key/main"_s)), Kind::NotFound);
}

void TestSecrets::aFolderIsMadeForItsOwnerOnly()
{
    QTemporaryDir place;
    SecretFolder folder(place.filePath(u"a/secrets"_s), SecretFolder::Use::Own);
    QVERIFY(folder.write(u"a"_s, "x").ok());
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QCOMPARE(QFileInfo(place.filePath(u"a/secrets"_s)).permissions() & others, QFileDevice::Permissions());
    QCOMPARE(QFileInfo(place.filePath(u"a/secrets/a"_s)).permissions() & others, QFileDevice::Permissions());
}

void TestSecrets::whatAFolderDoesNotHoldIsMissing()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::Own);
    QCOMPARE(kindOf(folder.read(u"a"_s)), Kind::NotFound);
    QCOMPARE(kindOf(folder.remove(u"a"_s)), Kind::NotFound);
    SecretFolder nowhere(place.filePath(u"nowhere"_s), SecretFolder::Use::Own);
    QCOMPARE(kindOf(nowhere.read(u"a"_s)), Kind::NotFound);
}

void TestSecrets::aSecretThatOthersMayReadIsRefused()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::Own);
    for (const auto permission : {QFileDevice::ReadGroup, QFileDevice::WriteOther}) {
        put(place.filePath(u"a"_s), "x", ownerOnlyFile | permission);
        const auto secret = folder.read(u"a"_s);
        QCOMPARE(kindOf(secret), Kind::Refused);
        QVERIFY(secret.problem().detail.contains(u"chmod 600"_s));
        QVERIFY(secret.problem().detail.contains(place.filePath(u"a"_s)));
    }
    QVERIFY(folder.remove(u"a"_s).ok());
}

void TestSecrets::aGivenSecretMayBeReadByItsGroup()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::ReadOnly);
    put(place.filePath(u"a"_s), "x", ownerOnlyFile | QFileDevice::ReadGroup);
    QCOMPARE(folder.read(u"a"_s).value(), QByteArray("x"));
    put(place.filePath(u"a"_s), "x", ownerOnlyFile | QFileDevice::ReadOther);
    QCOMPARE(kindOf(folder.read(u"a"_s)), Kind::Refused);
}

void TestSecrets::aGivenFolderIsNotWritten()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::ReadOnly);
    put(place.filePath(u"a"_s), "x", ownerOnlyFile);
    QCOMPARE(kindOf(folder.write(u"a"_s, "y")), Kind::Refused);
    QCOMPARE(kindOf(folder.remove(u"a"_s)), Kind::Refused);
    QCOMPARE(folder.read(u"a"_s).value(), QByteArray("x"));
}

void TestSecrets::aFolderThatIsAFileIsUnreachable()
{
    QTemporaryDir place;
    put(place.filePath(u"secrets"_s), "", ownerOnlyFile);
    SecretFolder folder(place.filePath(u"secrets"_s), SecretFolder::Use::Own);
    QCOMPARE(kindOf(folder.read(u"a"_s)), Kind::Unreachable);
    QCOMPARE(kindOf(folder.write(u"a"_s, "x")), Kind::Unreachable);
}

void TestSecrets::whatIsNoFileIsUnreachable()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::Own);
    QVERIFY(QDir(place.path()).mkdir(u"a"_s));
    QCOMPARE(kindOf(folder.read(u"a"_s)), Kind::Unreachable);
    QVERIFY(QFile::link(place.filePath(u"nowhere"_s), place.filePath(u"b"_s)));
    QCOMPARE(kindOf(folder.read(u"b"_s)), Kind::Unreachable);
}

void TestSecrets::aSecretTooLongIsInvalid()
{
    QTemporaryDir place;
    SecretFolder folder(place.path(), SecretFolder::Use::Own);
    const QByteArray longest(longestSecretBytes, 'x');
    QVERIFY(folder.write(u"a"_s, longest).ok());
    QCOMPARE(folder.read(u"a"_s).value(), longest);
    QCOMPARE(kindOf(folder.write(u"a"_s, longest + 'x')), Kind::Invalid);
    put(place.filePath(u"a"_s), longest + 'x', ownerOnlyFile);
    QCOMPARE(kindOf(folder.read(u"a"_s)), Kind::Invalid);
    QCOMPARE(kindOf(folder.read(QString(101, u'a'))), Kind::Invalid);
    QCOMPARE(kindOf(folder.read(QString())), Kind::Invalid);
}

void TestSecrets::theEnvironmentGivesTextAndBytes()
{
    QProcessEnvironment environment;
    environment.insert(u"NIGHTBELL_SECRET_A"_s, u"ünder"_s);
    environment.insert(u"NIGHTBELL_SECRET_B"_s, u"base64:AP8="_s);
    environment.insert(u"NIGHTBELL_SECRET_C"_s, u"base64:!"_s);
    EnvironmentSecrets secrets(environment);
    QCOMPARE(secrets.read(u"a"_s).value(), QByteArray("ünder"));
    QCOMPARE(secrets.read(u"b"_s).value(), QByteArray("\0\xff", 2));
    QCOMPARE(kindOf(secrets.read(u"c"_s)), Kind::Invalid);
    QCOMPARE(kindOf(secrets.read(u"d"_s)), Kind::NotFound);
}

void TestSecrets::theEnvironmentIsNotWritten()
{
    EnvironmentSecrets secrets{QProcessEnvironment()};
    QCOMPARE(kindOf(secrets.write(u"a"_s, "x")), Kind::Refused);
    QCOMPARE(kindOf(secrets.remove(u"a"_s)), Kind::Refused);
}

void TestSecrets::aChainReadsTheFirstThatHoldsTheSecret()
{
    const Chain stores;
    stores.own->held[u"a"_s] = "own";
    QCOMPARE(stores.chain->read(u"a"_s).value(), QByteArray("own"));
    stores.given->held[u"a"_s] = "given";
    QCOMPARE(stores.chain->read(u"a"_s).value(), QByteArray("given"));
    QCOMPARE(kindOf(stores.chain->read(u"b"_s)), Kind::NotFound);
}

void TestSecrets::aLockedStoreEndsTheSearch()
{
    const Chain stores;
    stores.own->held[u"a"_s] = "own";
    stores.given->closed = Problem{Kind::Locked, {}};
    QCOMPARE(kindOf(stores.chain->read(u"a"_s)), Kind::Locked);
    QCOMPARE(kindOf(stores.chain->write(u"a"_s, "x")), Kind::Locked);
    QCOMPARE(kindOf(stores.chain->remove(u"a"_s)), Kind::Locked);
    QCOMPARE(stores.own->held.value(u"a"_s), QByteArray("own"));
}

void TestSecrets::aChainWritesWhereWritingIsAllowed()
{
    const Chain stores;
    QVERIFY(stores.chain->write(u"a"_s, "x").ok());
    QCOMPARE(stores.own->held.value(u"a"_s), QByteArray("x"));
    stores.own->readOnly = true;
    QCOMPARE(kindOf(stores.chain->write(u"b"_s, "x")), Kind::Refused);
}

void TestSecrets::whatIsGivenFromOutsideIsNotShadowed()
{
    const Chain stores;
    stores.given->held[u"a"_s] = "given";
    QCOMPARE(kindOf(stores.chain->write(u"a"_s, "x")), Kind::Refused);
    QVERIFY(stores.own->held.isEmpty());
}

void TestSecrets::aChainRemovesWhatItWouldRead()
{
    const Chain stores;
    stores.own->held[u"a"_s] = "own";
    QVERIFY(stores.chain->remove(u"a"_s).ok());
    QVERIFY(stores.own->held.isEmpty());
    QCOMPARE(kindOf(stores.chain->remove(u"a"_s)), Kind::NotFound);
    stores.given->held[u"a"_s] = "given";
    QCOMPARE(kindOf(stores.chain->remove(u"a"_s)), Kind::Refused);
}

void TestSecrets::theSettingChoosesTheStores()
{
    QTemporaryDir place;
    put(place.filePath(u"given"_s), "from systemd", ownerOnlyFile);
    QProcessEnvironment environment;
    environment.insert(u"CREDENTIALS_DIRECTORY"_s, place.path());
    environment.insert(u"NIGHTBELL_SECRET_VARIABLE"_s, u"from the environment"_s);
    const auto open = [&](const char *from, Desktop desktop) {
        const auto settings = Settings::from({{u"secrets.from"_s, QString::fromLatin1(from), {}}}).value();
        return openSecrets(settings, desktop, place.path(), environment);
    };
    const auto headless = open("auto", Desktop::Absent);
    QCOMPARE(headless->read(u"given"_s).value(), QByteArray("from systemd"));
    QCOMPARE(headless->read(u"variable"_s).value(), QByteArray("from the environment"));
    QVERIFY(headless->write(u"own"_s, "x").ok());
    QVERIFY(QFileInfo::exists(place.filePath(u"secrets/own"_s)));

    const auto folder = open("folder", Desktop::Here);
    QCOMPARE(folder->read(u"own"_s).value(), QByteArray("x"));
    QCOMPARE(kindOf(folder->read(u"variable"_s)), Kind::NotFound);

    const auto variables = open("environment", Desktop::Here);
    QCOMPARE(kindOf(variables->read(u"given"_s)), Kind::NotFound);
    QCOMPARE(kindOf(variables->write(u"own"_s, "y")), Kind::Refused);

    // A desktop that has no keychain service goes on with the others.
    QCOMPARE(open("auto", Desktop::Here)->read(u"given"_s).value(), QByteArray("from systemd"));
    QVERIFY(dynamic_cast<KeychainSecrets *>(open("keychain", Desktop::Absent).get()));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "test_secrets.moc"
