#include "settings/keychain_secrets.h"

#include "settings/secret_names.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QThread>

#include <future>
#include <memory>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString canary = u"keychain/canary"_s;
const QByteArray song = "open";

constexpr unsigned long longestGoodbyeMs = 2'000;

// QtKeychain leads every job through one object of its own, which belongs to the thread of the process's first job for
// good. So all jobs run here, on one thread that ends with the application.
class Counter : public QObject
{
public:
    static Counter &open()
    {
        static Counter *const counter = new Counter;
        return *counter;
    }

private:
    Counter()
    {
        m_thread.setObjectName(u"keychain"_s);
        moveToThread(&m_thread);
        m_thread.start();
        qAddPostRoutine([] {
            open().m_thread.quit();
            open().m_thread.wait(longestGoodbyeMs);
        });
    }

    QThread m_thread;
};

} // namespace

struct KeychainSecrets::Answer
{
    QByteArray secret;
    std::optional<Problem> problem;

    Result<> done() const { return problem ? Result<>(*problem) : Result<>(); }
};

namespace {

std::optional<Problem> problemOf(const QKeychain::Job &job)
{
    using Kind = Problem::Kind;
    const auto because = [&job](Kind kind) { return Problem{kind, u"keychain: "_s + job.errorString()}; };
    switch (job.error()) {
    case QKeychain::NoError:
        return std::nullopt;
    case QKeychain::EntryNotFound:
        return because(Kind::NotFound);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return because(Kind::Locked);
    case QKeychain::CouldNotDeleteEntry:
        return because(Kind::Refused);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return because(Kind::Unreachable);
}

} // namespace

template<class Job, class Prepare> KeychainSecrets::Answer KeychainSecrets::ask(const QString &name, Prepare prepare)
{
    const auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    Counter &counter = Counter::open();
    QMetaObject::invokeMethod(&counter, [service = m_service, name, prepare, promise, &counter] {
        auto *job = new Job(service, &counter);
        job->setKey(name);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, &counter, [job, promise] {
            Answer given{{}, problemOf(*job)};
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                given.secret = job->binaryData();
            promise->set_value(std::move(given));
        });
        job->start();
    });
    if (answer.wait_for(m_wait) != std::future_status::ready)
        return {{}, Problem{Problem::Kind::TimedOut, u"the keychain does not answer"_s}};
    return answer.get();
}

// "Not found" is also what a locked keychain says; only a canary that is heard tells them apart.
std::optional<Problem> KeychainSecrets::whySilent()
{
    if (!ask<QKeychain::ReadPasswordJob>(canary, [](auto &) {}).problem)
        return std::nullopt;
    return ask<QKeychain::WritePasswordJob>(canary, [](auto &job) { job.setBinaryData(song); }).problem;
}

Result<QByteArray> KeychainSecrets::read(const QString &name)
{
    if (const auto named = checkSecretName(name); !named)
        return named.problem();
    const auto askNow = [&] { return ask<QKeychain::ReadPasswordJob>(name, [](auto &) {}); };
    Answer answer = askNow();
    if (answer.problem && answer.problem->kind == Problem::Kind::NotFound) {
        if (const auto silent = whySilent())
            return *silent;
        answer = askNow(); // it may have been unlocked between the two questions
    }
    return answer.problem ? Result<QByteArray>(*answer.problem) : Result<QByteArray>(answer.secret);
}

Result<> KeychainSecrets::write(const QString &name, const QByteArray &secret)
{
    if (const auto named = checkSecretName(name); !named)
        return named;
    return ask<QKeychain::WritePasswordJob>(name, [secret](auto &job) { job.setBinaryData(secret); }).done();
}

Result<> KeychainSecrets::remove(const QString &name)
{
    // The keychain is silent about removing what is not there.
    if (const auto held = read(name); !held)
        return held.problem();
    return ask<QKeychain::DeletePasswordJob>(name, [](auto &) {}).done();
}

} // namespace nightbell
