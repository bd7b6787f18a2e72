// Whatever the program leaves behind, a caller's words, name and number are in none of it: a real call with planted
// names, then planted words in every private field of every kind of event, stored, spilled, backed up and logged; then
// every file is searched for them, plain and in the encodings in which text usually hides.
#include "scripted/built_program.h"
#include "scripted/free_ports.h"
#include "scripted/full_store.h"
#include "scripted/hidden_words.h"
#include "scripted/phone_caller.h"
#include "store/spill_file.h"
#include "store/sqlite_database.h"
#include "store/store.h"
#include "store/store_backup.h"

#include <QDirIterator>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString word = u"Quillfeather"_s, phrase = u"marmalade elbow"_s, number = u"12025550147"_s;

QStringList filesWith(const QString &folder, const QStringList &needles)
{
    QStringList found;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (!file.open(QIODevice::ReadOnly))
            return {u"unreadable: "_s + file.fileName()};
        const QByteArray bytes = file.readAll();
        for (const QString &needle : needles)
            for (const QByteArray &form : formsOf(needle))
                if (bytes.contains(form) || file.fileName().contains(QString::fromLatin1(form)))
                    found << needle + u" in "_s + file.fileName();
    }
    return found;
}

// An event of each kind with the planted words in every private field.
class Planter
{
public:
    template<class What> Happening plant()
    {
        What what;
        What::fields(what, [this](const char *, auto &value) { fill(value); });
        return what;
    }

private:
    void fill(PrivateText &value) { value = PrivateText(u"%1 %2 +%3"_s.arg(word, phrase, number)); }
    void fill(PrivateFacts &facts) { facts.insert(u"fact"_s, PrivateText(phrase + word)); }
    template<class Other> void fill(Other &) { }
};

template<std::size_t index = 1> void plantAll(QList<Happening> &planted)
{
    if constexpr (index < std::variant_size_v<Happening>) {
        using What = std::variant_alternative_t<index, Happening>;
        if constexpr (!std::is_same_v<What, Ended> && !std::is_same_v<What, Dropped>)
            planted << Planter().plant<What>();
        plantAll<index + 1>(planted);
    }
}

} // namespace

class TestNothingInTheClear : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSearchItselfFindsPlantedWords();
    void aCallLeavesNothingReadable();
    void noPrivateFieldOfAnyEventIsReadable();
    void theSpillIsSealed();
};

void TestNothingInTheClear::theSearchItselfFindsPlantedWords()
{
    QTemporaryDir folder;
    const QByteArray hidden[] = {"a Quillfeather", QByteArray("..Quillfeather").toBase64(),
                                 QByteArray("quillfeather").toHex(),
                                 QByteArray(QStringEncoder(QStringConverter::Utf16LE).encode(word))};
    for (const QByteArray &bytes : hidden) {
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY2(!filesWith(folder.path(), {word}).isEmpty(), bytes.constData());
    }
}

void TestNothingInTheClear::aCallLeavesNothingReadable()
{
    QTemporaryDir folder;
    const quint16 port = scripted::freeSipPort();
    QProcess program;
    program.start(QStringLiteral(NIGHTBELL_BINARY_DIR "/nightbell"),
                  {u"--headless"_s, u"--data"_s, folder.path(), u"--log-level"_s, u"debug"_s, u"--set"_s,
                   u"sip.listen=127.0.0.1:%1"_s.arg(port), u"--set"_s, u"rtp.ports=28000-28999"_s});
    QVERIFY(program.waitForStarted());
    QByteArray lines;
    QTRY_VERIFY_WITH_TIMEOUT((lines += program.readAllStandardOutput()).contains("Calls are taken"), 20'000);

    scripted::PhoneCaller caller(port);
    caller.from = "\"Quillfeather Marmalade\" <sip:+12025550147@127.0.0.1>;tag=planted";
    caller.invite();
    QTRY_VERIFY_WITH_TIMEOUT(caller.answered(), 10'000);
    caller.acknowledge();
    QTRY_VERIFY_WITH_TIMEOUT(!caller.packets.isEmpty(), 10'000); // sound is connected both ways
    caller.press('7');
    QTRY_VERIFY_WITH_TIMEOUT((lines += program.readAllStandardOutput()).contains("an answer by keys"), 10'000);
    caller.hangUp();
    QTRY_VERIFY_WITH_TIMEOUT((lines += program.readAllStandardOutput()).contains("ended: the caller hung up"), 10'000);
    QCOMPARE(filesWith(folder.path(), {word, number, u"2025550147"_s}), QStringList()); // while it runs
    program.terminate();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(filesWith(folder.path(), {word, number, u"2025550147"_s}), QStringList());
    lines += program.readAllStandardOutput() + program.readAllStandardError();
    QVERIFY(!lines.contains("Quillfeather") && !lines.contains("2025550147"));
}

void TestNothingInTheClear::noPrivateFieldOfAnyEventIsReadable()
{
    QTemporaryDir folder;
    ScriptedSecrets secrets;
    const QString path = folder.filePath(u"store.sqlite"_s);
    auto journal = openFullJournal([path] { return openSqlite(path); }, secrets, folder.filePath(u"spill"_s));
    QVERIFY(journal.ok());
    QList<Happening> planted;
    plantAll(planted);
    planted << Dropped{.resumableUntilMs = toMs(wallClock()) + 100'000};
    for (const Happening &what : std::as_const(planted))
        QVERIFY(journal.value()->append(storeClinic, {CallId(u"call-1"_s), wallClock(), what, {}}).result().ok());
    journal.value()->close();

    auto store = furnish(openSqlite(path), secrets);
    QVERIFY(store.ok());
    SearchIndex index(*store.value().database, *store.value().keys);
    QVERIFY(index.indexNext(storeEngine, 1'000).ok());
    QVERIFY(!index.search(storeClinic, word, 10).value().lines.isEmpty()); // they are there, for who has the key
    QVERIFY(backUp(*store.value().database, folder.filePath(u"backup"_s)).ok());
    QCOMPARE(filesWith(folder.path(), {word, phrase, number}), QStringList());
}

void TestNothingInTheClear::theSpillIsSealed()
{
    QTemporaryDir folder;
    ScriptedSecrets secrets;
    const QString path = folder.filePath(u"store.sqlite"_s);
    auto journal = openFullJournal([path] { return openSqlite(path); }, secrets, folder.filePath(u"spill"_s));
    QVERIFY(journal.ok());
    auto other = openSqlite(path);
    QVERIFY(other.value()->begin().ok()); // nobody else can write: the journal's events go to the spill
    QList<Happening> planted;
    plantAll(planted);
    QList<QFuture<Result<Receipt>>> receipts;
    for (const Happening &what : std::as_const(planted))
        receipts << journal.value()->append(storeClinic, {CallId(u"call-1"_s), wallClock(), what, {}});
    for (const auto &receipt : std::as_const(receipts)) {
        QVERIFY(receipt.result().ok());
        QVERIFY(receipt.result().value().where == Receipt::Where::Spill);
    }
    QVERIFY(QFile(folder.filePath(u"spill"_s)).size() > 1'000);
    QCOMPARE(filesWith(folder.path(), {word, phrase, number}), QStringList());
    other.value()->rollBack();
}

QTEST_GUILESS_MAIN(TestNothingInTheClear)
#include "test_nothing_in_the_clear.moc"
