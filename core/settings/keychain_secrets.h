// The desktop's keychain. It answers "no such entry" also while it is locked, so a missing secret is believed only
// beside a canary: an entry of our own that is found, or can be written.
#pragma once

#include "settings/secret_store.h"

#include <QObject>
#include <QThread>

#include <chrono>

namespace nightbell {

// Long enough for a person to type the password that the desktop asks for.
inline constexpr std::chrono::milliseconds keychainWait = std::chrono::seconds(60);

// The keychain answers on a thread of its own with an event loop; the caller's thread waits, at most waitMs for one
// question, and then gets TimedOut. A question that comes after the answer was given up is answered in vain.
class KeychainSecrets : public SecretStore
{
public:
    explicit KeychainSecrets(QString service, std::chrono::milliseconds wait = keychainWait);
    ~KeychainSecrets() override;

    Result<QByteArray> read(const QString &name) override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    struct Answer;
    template<class Job, class Prepare> Answer ask(const QString &name, Prepare prepare);
    Problem whyMissing(const QString &name);

    QString m_service;
    std::chrono::milliseconds m_wait;
    QThread m_thread;
    QObject m_clerk; // lives on m_thread and owns the jobs
};

} // namespace nightbell
