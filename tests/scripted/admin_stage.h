// A data folder with a filled store in it, as a program that ended left it, to be cared for by the built program.
#pragma once

#include "scripted/built_program.h"
#include "scripted/scripted_journal.h"
#include "settings/secret_folder.h"
#include "store/open_store_database.h"
#include "store/schema.h"
#include "store/search_index.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace nightbell {

class AdminStage
{
public:
    explicit AdminStage(QString url = QStringLiteral("sqlite:")) : m_url(std::move(url)) { }

    static inline const ClinicId clinic{QStringLiteral("clinic")}; // of the starter's book

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QStringList files() const // but those that SQLite keeps beside its own, even for readers
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
            .filter(QRegularExpression(u"^(?!.*-(wal|shm)$)"_s));
    }
    QString recoveryKey() const { return m_recoveryKey.reveal(); }

    std::unique_ptr<Database> open()
    {
        auto opened = openStoreDatabase(m_url, m_folder.path(), m_secrets, {clinic});
        if (!opened)
            qFatal("%s", qPrintable(opened.problem().detail));
        return std::move(opened).value();
    }
    qint64 count(const char *table)
    {
        return open()->run(u"SELECT COUNT(*) FROM "_s + QLatin1StringView(table)).value().rows[0][0].toLongLong();
    }
    void run(const char *sql, const SqlValues &values = {})
    {
        const auto done = open()->run(QString::fromLatin1(sql), values);
        QVERIFY2(done, done ? "" : qPrintable(done.problem().detail));
    }

    void fill() // two calls
    {
        const auto database = open();
        QVERIFY(migrate(*database));
        KeyRing keys(*database, m_secrets);
        m_recoveryKey = keys.openOrCreate(clinic).value();
        ScriptedJournal journal(*database, keys, clinic.text());
        for (const char *call : {"c1", "c2"})
            journal.drop(CallId(QString::fromLatin1(call)), u"+493012345678"_s, instantFromMs(1'760'000'000'000));
        SearchIndex search(*database, keys);
        while (search.indexNext(EngineId(u"engine-1"_s), 100).value() > 0)
            ;
    }
    void keepSecret(const char *name, const QByteArray &secret)
    {
        QVERIFY(m_secrets.write(QString::fromLatin1(name), secret));
    }
    void loseKeys() { QVERIFY(QDir(path("secrets")).removeRecursively()); }

    QStringList words(const QByteArray &task) const
    {
        return QStringList{u"--data"_s, m_folder.path(),         u"--set"_s, u"secrets.from=folder"_s,
                           u"--set"_s,  u"store.url="_s + m_url, u"admin"_s}
        + QString::fromUtf8(task).replace(u'@', m_folder.path()).split(u' ');
    }

private:
    QString m_url;
    QTemporaryDir m_folder;
    SecretFolder m_secrets{m_folder.filePath(u"secrets"_s), SecretFolder::Use::Own};
    PrivateText m_recoveryKey;
};

// A task that ran to its end; @ in it is the data folder.
struct AdminRun
{
    int code = -1;
    QString output, complaint;

    AdminRun(const AdminStage &stage, const QByteArray &task, const Program::Prepare &prepare = {})
    {
        Program program(stage.words(task), {}, prepare);
        code = program.code();
        output = program.output();
        complaint = program.complaint();
    }
    bool isFine() const { return code == 0 && complaint.isEmpty(); }
    bool says(int expectedCode, const QByteArray &words) const // one line, to whoever started it
    {
        return code == expectedCode && complaint.startsWith("nightbell: "_L1) && complaint.count(u'\n') == 1
            && complaint.contains(QLatin1StringView(words));
    }
    QByteArray all() const { return (QString::number(code) + u'\n' + output + complaint).toUtf8(); }
};

} // namespace nightbell
