/** Login: name and password of an operator. */
import { Alert, Button, Card, Form, Input } from "antd";
import { useState } from "react";

import { Seal } from "../parts/Seal";
import { wordsOf } from "./load";
import { logIn } from "./session";
import { useSay } from "./words";

export function Login() {
  const say = useSay();
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async ({ name, password }: { name: string; password: string }): Promise<void> => {
    setBusy(true);
    setTrouble("");
    try {
      await logIn(name.trim(), password);
    } catch (error) {
      setTrouble(wordsOf(error, say));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="console-login" id="main">
      <Card>
        <h1>
          <Seal className="seal-big" /> {say("console")}
        </h1>
        <p className="soft">{say("logInWhy")}</p>
        <Form layout="vertical" onFinish={(given: { name: string; password: string }) => void enter(given)}>
          <Form.Item name="name" label={say("operator")} rules={[{ required: true }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={say("password")} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" visibilityToggle={false} />
          </Form.Item>
          {trouble && <Alert type="error" showIcon title={trouble} className="gap" />}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {say("logIn")}
          </Button>
        </Form>
      </Card>
    </main>
  );
}
