// A server program of this test alone, with its log in the test's folder, gone afterwards: when the object goes, and
// also when the test crashes. It can be stopped, killed, held and started again.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace nightbell {

class RealServer
{
public:
    explicit RealServer(QString debianPackages) : m_packages(std::move(debianPackages)) { }
    ~RealServer() { kill(); }

    bool start(const QString &program, const QStringList &arguments, const std::function<bool()> &answers);
    void stop();       // politely
    void kill();       // at once
    void hold() const; // it keeps its connections and answers nothing
    void goOn() const;
    bool runs() const { return m_process != nullptr; }
    QString failure() const { return m_failure; } // why it did not start
    QString path(const QString &file) const { return m_folder.filePath(file); }

private:
    void tell(int signal) const;

    QString m_packages;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QString m_failure;
};

} // namespace nightbell
